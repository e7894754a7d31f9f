import Glibc
import TestSupport
import Testing

struct TemporaryFolderTests {
    @Test func goesWithTheFoldersInItAndLeavesWhatLinksPointTo() throws {
        let kept = try TemporaryFolder()
        let file = kept.path + "/file"
        try #require(close(open(file, O_WRONLY | O_CREAT, 0o600)) == 0)
        var folder: TemporaryFolder? = try TemporaryFolder()
        let path = try #require(folder?.path)
        for name in ["a", "a/b", "a/.c"] { try #require(mkdir("\(path)/\(name)", 0o700) == 0) }
        try #require(close(open(path + "/a/.c/file", O_WRONLY | O_CREAT, 0o600)) == 0)
        try #require(symlink(kept.path, path + "/a/b/link") == 0)
        folder = nil
        #expect(access(path, F_OK) != 0)
        #expect(access(file, F_OK) == 0)
        withExtendedLifetime(kept) {}
    }
}
