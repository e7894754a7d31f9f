/// What a `LineWriter` writes to.
protocol LineOutput {
    /// Called before the lines of a batch.
    mutating func prepare()

    /// The bytes that may go together, whole lines; a line of so many is written even where it is longer.
    mutating func room(forLineOf bytes: Int) -> Int

    /// Writes what it can, blocking for as long as it takes; returns how many bytes that were.
    mutating func write(_ piece: UnsafeRawBufferPointer) -> Int

    /// Takes back the last bytes, the beginning of a line; false where that is impossible.
    mutating func takeBack(_ bytes: Int) -> Bool

    /// Opens it anew by its name, where it has one; false where that failed.
    mutating func reopen() -> Bool
}
