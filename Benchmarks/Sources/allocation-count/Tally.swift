/// Prints each verdict and counts them.
struct Tally {
    private(set) var passed: Int = 0
    private(set) var failed: Int = 0

    mutating func judge(_ name: String, _ count: Int?, _ breach: String?) {
        if let breach {
            failed += 1
            print("FAILED allocations of \(name): \(breach)")
        } else {
            passed += 1
            print("ok allocations of \(name): \(count ?? 0)")
        }
    }
}
