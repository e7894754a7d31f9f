import Glibc
import Platform
import TestSupport
import Testing

/// A real nginx with the configuration of `deploy/nginx`, before processes at other ports.
final class Nginx {
    static let root = String(#filePath.dropLast("Tests/Deploy/Nginx.swift".count))

    let securePort: UInt16
    let plainPort: UInt16
    /// The words of its command.
    let words: [String]
    private let folder: TemporaryFolder
    private let program: Command

    /// - Parameter ports: of the processes; the configuration has two.
    convenience init(before ports: [UInt16]) throws {
        let folder = try TemporaryFolder()
        let file = folder.path + "/upstream.conf"
        var upstream = try String(decoding: Files.bytes(of: Self.root + "deploy/nginx/upstream.conf"), as: UTF8.self)
        for (name, port) in zip(["127.0.0.1:8080", "127.0.0.1:8081"], ports) {
            try #require(upstream.contains(name), "\(name)")
            upstream.replace(name, with: "127.0.0.1:\(port)")
        }
        try FileSystem.write(Array(upstream.utf8), to: file)
        try self.init(in: folder, upstream: file)
    }

    /// - Parameters:
    ///   - upstream: the file that says where the processes are.
    ///   - isForLoad: true for plain HTTP at `securePort`, and no limits: all load comes from one address.
    init(in folder: TemporaryFolder, upstream: String, isForLoad: Bool = false) throws {
        self.folder = folder
        securePort = try Loopback.freePort()
        plainPort = try Loopback.freePort()
        let issued = try CertificateAuthority.shared.get().issue()
        let file = Self.root + "deploy/nginx/telegram-backend.conf"
        var site = try String(decoding: Files.bytes(of: file), as: UTF8.self)
        for (name, other) in [
            ("/etc/letsencrypt/live/bot.example.org/fullchain.pem", issued.fullChain),
            ("/etc/letsencrypt/live/bot.example.org/privkey.pem", issued.key), ("bot.example.org", "localhost"),
            ("/srv/telegram-backend/upstream.conf", upstream),
            ("listen 80;", "listen 127.0.0.1:\(plainPort);"), ("listen [::]:80;", ""),
            ("listen 443 ssl http2;", "listen 127.0.0.1:\(securePort)\(isForLoad ? "" : " ssl http2");"),
            ("listen [::]:443 ssl http2;", ""),
        ] + (isForLoad ? Self.noLimits : []) {
            try #require(site.contains(name), "\(name)")
            site.replace(name, with: other)
        }
        let whole = """
            daemon off;
            pid \(folder.path)/pid;
            error_log \(folder.path)/error.log;
            events {}
            http {
                access_log off;
                client_body_temp_path \(folder.path)/body;
                proxy_temp_path \(folder.path)/proxy;
                fastcgi_temp_path \(folder.path)/fastcgi;
                uwsgi_temp_path \(folder.path)/uwsgi;
                scgi_temp_path \(folder.path)/scgi;
            \(site)
            }
            """
        try FileSystem.write(Array(whole.utf8), to: folder.path + "/nginx.conf")
        let nginx = ["/usr/sbin/nginx", "-p", folder.path, "-c", folder.path + "/nginx.conf"]
        words = nginx
        let check = try Command.run(nginx + ["-t"])
        try #require(check.status == 0, "\(check.errors)")
        program = try Command(nginx)
        try Deadline.wait(seconds: 30, for: "nginx to listen") { [securePort] in
            (try? HTTPConnection(port: securePort)) == nil ? nil : ()
        }
    }

    private static let noLimits: [(String, String)] = [
        ("rate=10r/s", "rate=99999r/s"), ("rate=30r/m", "rate=99999r/s"), ("addresses 10;", "addresses 9999;"),
    ]

    /// The statuses of requests, one after another on a connection, as curl prints them.
    func statuses(of path: String, count: Int = 1, options: [String] = []) throws -> [Int] {
        try statuses(at: "https://localhost:\(securePort)\(path)", count: count, options: options)
    }

    /// The same of an address.
    func statuses(at url: String, count: Int = 1, options: [String] = []) throws -> [Int] {
        let outputs = Array(repeating: ["--output", "/dev/null", url], count: count).joined()
        let told = ["--silent", "--insecure", "--max-time", "30", "--write-out", "%{http_code}\n"]
        let curl = try Command.run(["curl"] + told + options + outputs)
        return curl.output.split(separator: "\n").compactMap { Int($0) }
    }

    func stop() throws {
        program.signal(SIGTERM)
        #expect(try program.outcome().status == 0)
    }
}
