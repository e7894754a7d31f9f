internal import CAllocationCounter
import Documents

/// The allocations of one decoding; nil where it refused the document or where two in a row differ.
///
/// The first rounds are not counted: the parser's memory is the thread's and grows to what the document needs.
func allocations(of body: RequestBody) -> Int? {
    for _ in 0..<10 where !body.decode() { return nil }
    var counts: Set<UInt64> = []
    for _ in 0..<100 {
        let before: UInt64 = allocation_counter_total()
        let valid: Bool = body.decode()
        let after: UInt64 = allocation_counter_total()
        guard valid else { return nil }
        counts.insert(after - before)
    }
    return counts.count == 1 ? counts.first.map(Int.init) : nil
}
