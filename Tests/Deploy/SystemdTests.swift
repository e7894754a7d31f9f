import Platform
import TestSupport
import TestTraits
import Testing

/// The units of `deploy/systemd`, as systemd's own tools see them; nothing of it runs.
@Suite(.blocking) struct SystemdTests {
    private static let folder: String = Nginx.root + "deploy/systemd"

    /// The exposure in tenths: what a taken process could do to the machine.
    @Test func theServiceIsHardened() throws {
        let unit = Self.folder + "/telegram-backend.service"
        let words = ["systemd-analyze", "security", "--offline=true", "--threshold=20", unit]
        let check = try Command.run(words)
        #expect(check.status == 0, "\(check.output.suffix(400))\(check.errors)")
    }

    @Test func systemdTakesTheUnits() throws {
        let work = try TemporaryFolder()
        for name in ["telegram-backend.service", "telegram-backend.socket"] {
            var unit = try String(decoding: Files.bytes(of: Self.folder + "/" + name), as: UTF8.self)
            // The program itself is not installed here.
            unit.replace("/usr/local/bin/telegram-backend", with: "/bin/true")
            try FileSystem.write(Array(unit.utf8), to: work.path + "/" + name)
        }
        let check = try Command.run(
            [
                "systemd-analyze", "verify", "\(work.path)/telegram-backend.service",
                "\(work.path)/telegram-backend.socket",
            ]
        )
        #expect(check.status == 0 && check.errors.isEmpty, "\(check.errors)")
    }
}
