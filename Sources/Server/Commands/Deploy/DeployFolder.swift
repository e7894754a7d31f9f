import Glibc
import Platform

/// The folder that deployments work in: slots, hooks, nginx's upstream, history. docs/deployment.md describes it.
struct DeployFolder: Sendable {
    static let standardPath: String = "/srv/telegram-backend"

    let path: String

    init(_ path: String) throws(CommandFailure) {
        guard let absolute = realpath(path, nil) else { throw .system(path, errno) }
        self.path = String(cString: absolute)
        free(absolute)
    }

    /// The slot whose process serves; nil before the first deployment, when there is no file that says so.
    var active: DeploySlot? {
        get throws(CommandFailure) {
            let file = "\(path)/active"
            let bytes: [UInt8]
            do throws(SystemError) {
                bytes = try FileSystem.read(file, limit: 100).bytes
            } catch {
                if error.code == ENOENT { return nil }
                throw .system(file, error.code)
            }
            let word = String(decoding: bytes.prefix { $0 > 0x20 }, as: UTF8.self)
            guard let slot = DeploySlot(rawValue: word) else {
                let names = DeploySlot.allCases.map(\.rawValue).joined(separator: " or ")
                throw .refused(
                    "\(file) says \"\(Terminal.printable(word))\" where \(names) must stand: look which process serves, "
                        + "and write its slot there"
                )
            }
            return slot
        }
    }

    func setActive(_ slot: DeploySlot) throws(CommandFailure) { try replace("active", with: "\(slot)\n") }

    func address(of slot: DeploySlot) throws(CommandFailure) -> SlotAddress {
        try SlotAddress(readingFrom: "\(path)/\(slot)/slot.env")
    }

    /// What the slot's process runs: a link to a program.
    func program(of slot: DeploySlot) -> String { "\(path)/\(slot)/telegram-backend" }

    /// Lets the slot's next process be of this program.
    func link(_ program: String, to slot: DeploySlot) throws(CommandFailure) {
        let (link, temporary) = (self.program(of: slot), self.program(of: slot) + ".next")
        unlink(temporary)
        guard symlink(program, temporary) == 0, rename(temporary, link) == 0 else { throw .system(link, errno) }
    }

    /// What nginx reads; nil where there is nothing yet.
    var upstream: [UInt8]? { try? FileSystem.read("\(path)/upstream.conf").bytes }

    /// Writes what nginx reads next.
    ///
    /// - Returns: false where it said so already.
    @discardableResult
    func setUpstream(_ upstream: Upstream) throws(CommandFailure) -> Bool {
        try setUpstream(Array(upstream.text.utf8))
    }

    @discardableResult
    func setUpstream(_ bytes: [UInt8]) throws(CommandFailure) -> Bool {
        guard self.upstream != bytes else { return false }
        try replace("upstream.conf", with: bytes)
        return true
    }

    /// Gives a file another content in one step: who reads it finds the one or the other.
    /// A machine that fails at once afterwards has the other one, too.
    func replace(_ name: String, with text: String) throws(CommandFailure) {
        try replace(name, with: Array(text.utf8))
    }

    func replace(_ name: String, with bytes: [UInt8]) throws(CommandFailure) {
        let (final, temporary) = ("\(path)/\(name)", "\(path)/\(name).next")
        do throws(SystemError) {
            try FileSystem.write(bytes, to: temporary)
            try FileSystem.sync(temporary)
        } catch {
            throw .system(temporary, error.code)
        }
        // nginx and node_exporter read with other rights.
        guard chmod(temporary, 0o644) == 0, rename(temporary, final) == 0 else { throw .system(final, errno) }
        do throws(SystemError) {
            try FileSystem.sync(FileSystem.folder(of: final))
        } catch {
            throw .system(final, error.code)
        }
    }

    /// Makes a folder within this one; its path.
    func makeFolder(_ name: String) throws(CommandFailure) -> String {
        var partial = path
        for part in name.split(separator: "/") {
            partial += "/\(part)"
            guard mkdir(partial, 0o700) == 0 || errno == EEXIST else { throw .system(partial, errno) }
        }
        return partial
    }
}
