internal import CAllocationCounter
import Documents
import Foundation

guard CommandLine.arguments.count == 4 else {
    print("usage: allocation-count API DOCUMENTS TABLE")
    exit(2)
}
// A counter that does not count would let everything pass.
let before: UInt64 = allocation_counter_total()
UnsafeMutableRawPointer.allocate(byteCount: 4096, alignment: 8).deallocate()
UnsafeMutableRawPointer.allocate(byteCount: 4096, alignment: 64).deallocate()
let isCounting: Bool = allocation_counter_total() == before + 2

var tally: Tally = Tally()
do {
    let table: AllocationTable = try AllocationTable(file: CommandLine.arguments[3])
    tally.judge("the counter's own test", 2, isCounting ? nil : "two were made and not counted")
    let bodies: [RequestBody] = try RequestBodies.all(
        api: CommandLine.arguments[1],
        documents: CommandLine.arguments[2]
    )
    for body in bodies {
        let count: Int? = allocations(of: body)
        tally.judge(body.name, count, table.breach(count, of: body.name))
    }
    for name in table.allowed.keys.sorted() where !bodies.contains(where: { $0.name == name }) {
        tally.judge(name, nil, "the table has it, and nothing measures it")
    }
} catch {
    print("allocation-count: \(error)")
    exit(2)
}
print("\(tally.passed) passed, \(tally.failed) failed")
exit(tally.failed == 0 ? 0 : 1)
