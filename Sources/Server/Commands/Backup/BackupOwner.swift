import Glibc

/// The owner of a folder that root writes to and that is somebody else's: what is written there becomes theirs, so that
/// they can make the next backup.
struct BackupOwner {
    private let user: uid_t
    private let group: gid_t

    /// nil where this process is not root, or the folder is its own.
    init?(ofFolder path: String) {
        var status = stat()
        guard geteuid() == 0, stat(path, &status) == 0, status.st_uid != 0 else { return nil }
        (user, group) = (status.st_uid, status.st_gid)
    }

    /// Gives them a file.
    func take(_ path: String) throws(CommandFailure) {
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system(path, errno) }
        defer { close(descriptor) }
        try take(descriptor, path)
    }

    /// Gives them an open file.
    func take(_ descriptor: Int32, _ path: String) throws(CommandFailure) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .system(path, errno) }
        guard status.st_uid != user else { return }
        // The folder's owner could have put a link to another file of root's in the place of the one that was written.
        guard status.st_mode & S_IFMT == S_IFREG, status.st_nlink == 1 else {
            throw .refused("\(path) is not the file that was written")
        }
        guard fchown(descriptor, user, group) == 0 else { throw .system(path, errno) }
    }
}
