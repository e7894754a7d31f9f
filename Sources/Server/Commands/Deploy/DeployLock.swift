import Glibc
import Platform

/// The right to deploy, which one process at a time has; the kernel takes it back when that ends, however it ends.
final class DeployLock: Sendable {
    private let descriptor: Int32

    /// - Parameter note: who has it and what for, told to whoever asks for it meanwhile.
    init(_ folder: DeployFolder, _ note: String) throws(CommandFailure) {
        let path = folder.path + "/lock"
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .system(path, errno) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            guard errno == EWOULDBLOCK else { throw .system(path, errno) }
            let holder = (try? Descriptor.read(descriptor, limit: 1_000)) ?? []
            let words = Terminal.printable(String(decoding: holder, as: UTF8.self))
            throw .refused("another deployment is under way: \(words)")
        }
        ftruncate(descriptor, 0)
        _ = pwrite(descriptor, note, note.utf8.count, 0)
    }

    deinit { if descriptor >= 0 { close(descriptor) } }
}
