import Platform
import TestSupport
import TestTraits
import Testing

/// The units of `deploy/systemd`, as systemd's own tools see them; nothing of it runs.
@Suite(.blocking) struct SystemdTests {
    private static let folder: String = Nginx.root + "deploy/systemd"

    private static let units: [String] = ((try? FileSystem.names(in: folder)) ?? []).filter { $0.contains(".") }

    @Test func thereAreUnits() {
        for name in ["telegram-backend.service", "telegram-backend.socket", "telegram-backend-backup.timer"] {
            #expect(Self.units.contains(name))
        }
    }

    /// The exposure in tenths: what a taken process could do to the machine.
    @Test(arguments: units.filter { $0.hasSuffix(".service") }) func everyServiceIsHardened(name: String) throws {
        let words = ["systemd-analyze", "security", "--offline=true", "--threshold=20", "\(Self.folder)/\(name)"]
        let check = try Command.run(words)
        #expect(check.status == 0, "\(check.output.suffix(400))\(check.errors)")
    }

    /// They differ in nothing but where settings and program are.
    @Test func theSlotsServiceIsAsTheOtherOne() {
        let settings = ["telegram-backend.service", "telegram-backend@.service"].map { name in
            Files.text(of: Self.folder + "/" + name).split(separator: "\n").filter { line in
                !["#", "Description=", "ExecStart=", "EnvironmentFile="].contains { line.hasPrefix($0) }
            }
        }
        #expect(settings[0].count > 40)
        #expect(settings[0] == settings[1])
    }

    /// With a user of its own a service sees no other folder below /var/lib/private, so not the backups either.
    @Test(arguments: ["telegram-backend", "telegram-backend@", "telegram-backend-drill"])
    func theFolderThatBackupsGoToIsSeen(name: String) throws {
        let folders = [name, "telegram-backend-backup"].map { name in
            Files.text(of: "\(Self.folder)/\(name).service").split(separator: "\n").first {
                $0.hasPrefix("StateDirectory=")
            }
        }
        #expect(try #require(folders[1]).contains("telegram-backend-backups"))
        #expect(folders[0] == folders[1])
    }

    @Test func theHooksArePrograms() throws {
        let folder = Self.folder + "/hooks/"
        let names = try Files.names(in: folder)
        #expect(Set(names).isSuperset(of: ["start", "stop", "reload"]))
        for name in names {
            let mode = try Command.output(of: ["stat", "--format=%a", folder + name])
            #expect(mode == "755\n" && Files.text(of: folder + name).hasPrefix("#!/bin/sh\n"), "\(name)")
            #expect(try Command.run(["/bin/sh", "-n", folder + name]).status == 0, "\(name)")
        }
    }

    @Test func systemdTakesTheUnits() throws {
        let work = try TemporaryFolder()
        for name in Self.units {
            var unit = try String(decoding: Files.bytes(of: Self.folder + "/" + name), as: UTF8.self)
            // The program itself is not installed here.
            for program in ["/usr/local/bin/telegram-backend", "/srv/telegram-backend/%i/telegram-backend"] {
                unit.replace(program, with: "/bin/true")
            }
            try FileSystem.write(Array(unit.utf8), to: work.path + "/" + name)
        }
        let units = Self.units.map { name in
            "\(work.path)/\(name.replacing("@", with: "@telegram-backend-backup.service"))"
        }
        let check = try Command.run(["systemd-analyze", "verify"] + units)
        #expect(check.status == 0 && check.errors.isEmpty, "\(check.errors)")
    }
}
