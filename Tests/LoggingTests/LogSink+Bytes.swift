@testable import Logging

extension LogSink {
    func write(_ line: [UInt8], _ kind: LogLineKind) { write(line.span.bytes, kind) }
}

extension DescriptorSink {
    func write(_ line: [UInt8], urgent: Bool) { write(line.span.bytes, urgent: urgent) }
}
