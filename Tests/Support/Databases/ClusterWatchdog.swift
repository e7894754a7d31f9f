import Glibc

/// A process that outlives ours by a moment: it stops a cluster and removes its folder once nobody holds its line.
///
/// However this process ends, the kernel closes the line. The watchdog also holds the mount namespace of a cluster
/// whose disk is in memory.
final class ClusterWatchdog: Sendable {
    private let process: HeldProcess
    /// The process's id.
    var identifier: Int32 { process.identifier }
    /// Our end of the line, whose closing it waits for; a process that is about to become a server holds a copy until
    /// its id is on disk.
    var hold: Int32 { process.hold }

    /// - Parameters:
    ///   - folder: what it removes; it holds `server.pid` while a server runs, and the data in `disk/data`.
    ///   - megabytes: size of a file system in memory that it mounts on `disk`, visible to those who enter its
    ///     namespace; nil: none.
    ///   - account: the owner of that file system; nil: us.
    init(folder: String, megabytes: Int?, account: (user: uid_t, group: gid_t)?) throws {
        var words: [String] = ["/usr/bin/env", "-C", "/"]
        var options = ""
        if let megabytes {
            words += ["unshare", "--mount"] + (account == nil ? ["--user", "--map-root-user"] : [])
            options = "size=\(megabytes)m,mode=0700"
            if let account { options += ",uid=\(account.user),gid=\(account.group)" }
        }
        words += ["sh", "-c", Self.script, "sh", folder, options]
        let log = folder + "/watchdog.log"
        let variables: [String: String] = ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8"]
        process = try HeldProcess(words, SpawnOptions(environment: variables, errors: log))
        do {
            try Self.waitUntilItWatches(identifier, folder, log, mounts: megabytes != nil)
        } catch {
            end()
            throw error
        }
    }

    /// Lets it do its work and waits until it has.
    func end() {
        process.end()
    }

    private static func waitUntilItWatches(_ identifier: Int32, _ folder: String, _ log: String, mounts: Bool) throws {
        try Deadline.wait(seconds: 20, for: "the watchdog of a cluster") {
            if access(folder + "/watching", F_OK) == 0 { return () }
            guard !ProcessTable.isAlive(identifier) else { return nil }
            let what = mounts ? "this machine forbids mounts, which a disk in memory needs" : "no watchdog"
            throw TestFailure("\(what): \(Files.text(of: log))")
        }
    }

    /// `server.pid` may name a process that has ended, and its number may be somebody else's by now: whose command line
    /// does not name the folder is left alone. An immediate shutdown releases shared memory, which SIGKILL leaves
    /// behind.
    private static let script: String = """
        folder=${1:?} options=$2
        if [ -n "$options" ]; then mount -t tmpfs -o "$options" tmpfs "$folder/disk" || exit 1; fi
        : >"$folder/watching"
        while read -r line; do :; done

        running() { case $(sed 's/.*) //' "/proc/$1/stat" 2>/dev/null) in '' | [ZX]*) return 1 ;; esac; }
        children() {
            cat /proc/[0-9]*/status 2>/dev/null |
                awk -v parent="$1" '/^Pid:/ { id = $2 } /^PPid:/ && $2 == parent { print id }'
        }
        wait_for() {
            rounds=$1
            shift
            while [ "$rounds" -gt 0 ]; do
                left=
                for id in "$@"; do if running "$id"; then left=1; fi; done
                [ -n "$left" ] || return 0
                rounds=$((rounds - 1))
                sleep 0.02
            done
            return 1
        }

        server=$(cat "$folder/server.pid" 2>/dev/null)
        if [ -n "$server" ] && grep -a -q -F -e "$folder/disk/data" "/proc/$server/cmdline" 2>/dev/null; then
            family="$server $(children "$server")"
            kill -CONT $family 2>/dev/null
            kill -QUIT "$server" 2>/dev/null
            if ! wait_for 250 $family; then
                kill -STOP "$server" 2>/dev/null
                family="$family $(children "$server")"
                kill -KILL $family 2>/dev/null
                wait_for 500 $family
            fi
        fi
        # Line 7 of the lock file of a server that was killed names the shared memory it left: key and id.
        memory=$(sed -n '7s/^ *[0-9]* *\\([0-9][0-9]*\\) *$/\\1/p' "$folder/disk/data/postmaster.pid" 2>/dev/null)
        if [ -n "$memory" ]; then ipcrm -m "$memory" 2>/dev/null; fi
        if [ -n "$options" ]; then umount -l "$folder/disk"; fi
        rm -rf "$folder"
        """
}
