/// Where rendered lines go.
package protocol LogSink: Sendable {
    /// Takes a whole line, line feed included; an urgent one has reached its destination when this returns.
    func write(_ line: [UInt8], urgent: Bool)
    /// Sends on what is buffered.
    func flush()
}
