/// The place where rendered lines go.
package protocol LogSink: Sendable {
    /// Takes a whole line, line feed included, and returns without waiting for anything; an urgent one is on its way.
    func write(_ line: [UInt8], urgent: Bool)
    /// Sends on what is buffered, and waits until it is there, at most so long: a destination may take nothing.
    func flush(withinMilliseconds milliseconds: Int)
}
