import ContractGenerator
import Platform

/// `diff`: is the change from one contract to another breaking for clients?
///
/// Exit status: 0 no finding as severe as `--fail-on` (ERR by default), 1 one or more, 2 the command line or one of the
/// two contracts is at fault.
struct DiffCommand {
    let old: String
    let new: String
    let threshold: DiffSeverity

    init(_ arguments: inout Arguments) throws(ArgumentFault) {
        let level = try arguments.value(of: "--fail-on")
        guard let old = arguments.next(), let new = arguments.next() else {
            throw ArgumentFault("diff needs two contracts, OLD and NEW: each a folder or a bundle")
        }
        guard let threshold = level.map(DiffSeverity.init(rawValue:)) ?? .error else {
            throw ArgumentFault("--fail-on is one of ERR, WARN and INFO")
        }
        self.old = old
        self.new = new
        self.threshold = threshold
    }

    func run() throws(Failure) {
        let before = try Self.side(old)
        let after = try Self.side(new)
        let result = ContractDiff.compare(old: before.sources, new: after.sources)
        guard result.isComparable else {
            Self.report(result.oldFaults, before)
            Self.report(result.newFaults, after)
            throw Failure(status: 2, message: "")
        }
        Terminal.print(DiffRenderer.render(result.findings, old: before, new: after), terminator: "")
        if result.reaches(threshold) { throw Failure(status: 1, message: "") }
    }

    private static func report(_ faults: [Diagnostic], _ side: DiffRenderer.Side) {
        for fault in faults.prefix(200) {
            var fault = fault
            fault.file = side.path(of: fault.file)
            Terminal.complain(DiagnosticRenderer.render(fault, folder: ""))
        }
    }

    /// The files of a folder, or the only file of a bundle.
    private static func side(_ path: String) throws(Failure) -> DiffRenderer.Side {
        do throws(Failure) {
            guard Files.isFolder(path) else {
                let source = SpecSource(path: "openapi.json", bytes: try Files.read(path))
                return DiffRenderer.Side(sources: [source], name: path, isFile: true)
            }
            return DiffRenderer.Side(sources: try Files.specification(in: path), name: path, isFile: false)
        } catch {
            throw Failure(status: 2, message: error.message)
        }
    }
}
