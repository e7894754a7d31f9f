import Glibc
import Logging
import TestSupport
import TestTraits
import Testing

/// Log files: rotated by size, moved away by others, on disks that are full.
@Suite(.blocking) struct LogFileTests {
    private static let info = LogLineKind(level: .info, isAccess: false)

    private let folder: TemporaryFolder
    private let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.path + "/bot.log"
    }

    private func options(maxBytes: Int = 0, backups: Int = 5) -> LogOptions {
        var options = LogOptions()
        options.filePath = path
        options.rotation.maxBytes = maxBytes
        options.rotation.backups = backups
        return options
    }

    private func write(_ text: String, to places: LogPlaces) {
        places.write(Array("\(text)\n".utf8), Self.info)
        places.flush(withinMilliseconds: 10_000)
    }

    /// The lines of the file and those before it, the oldest first.
    private func lines() throws -> [Substring] {
        let names = try Files.names(in: folder.path).filter { $0.hasPrefix("bot.log") }
        let numbers = names.map { Int($0.dropFirst("bot.log.".count)) ?? 0 }.sorted(by: >)
        return numbers.flatMap { number in
            Files.text(of: number == 0 ? path : "\(path).\(number)").split(separator: "\n")
        }
    }

    /// Writes from eight threads at a time, each its numbers in order, through the places in turn.
    private func writeFromEightThreads(to places: [LogPlaces], each count: Int) async {
        await withTaskGroup(of: Void.self) { group in
            for writer in 0..<8 {
                group.addTask {
                    for number in 0..<count {
                        let line = "<\(writer):\(number):\(String(repeating: "x", count: number % 97))>\n"
                        places[writer % places.count].write(Array(line.utf8), Self.info)
                    }
                }
            }
        }
        for place in places { place.flush(withinMilliseconds: 20_000) }
    }

    private func expectAllLines(each count: Int, inOrder: Bool) throws {
        let lines = try lines()
        #expect(lines.count == 8 * count)
        #expect(lines.allSatisfy { $0.hasPrefix("<") && $0.hasSuffix(">") }, "no line is torn")
        for writer in 0..<8 {
            let numbers = lines.filter { $0.hasPrefix("<\(writer):") }.compactMap { line in
                line.split(separator: ":").dropFirst().first.flatMap { Int($0) }
            }
            #expect((inOrder ? numbers : numbers.sorted()) == Array(0..<count))
        }
    }

    @Test func rotationUnderEightThreadsLosesAndTearsNothing() async throws {
        let places = try LogPlaces(options(maxBytes: 5_000, backups: 1_000))
        await writeFromEightThreads(to: [places], each: 2_000)
        #expect(places.droppedLines == 0)
        try expectAllLines(each: 2_000, inOrder: true)
        let names = try Files.names(in: folder.path)
        #expect(names.count > 100)
        for name in names { #expect(try Files.bytes(of: "\(folder.path)/\(name)").count <= 5_000) }
    }

    /// Each has the file open by itself, as processes have; the first one rotates.
    @Test func severalThatWriteOneFileLoseNothing() async throws {
        let places = try (0..<3).map { _ in try LogPlaces(options(maxBytes: 5_000, backups: 1_000)) }
        await writeFromEightThreads(to: places, each: 1_000)
        try expectAllLines(each: 1_000, inOrder: false)
        #expect(try Files.names(in: folder.path).count > 1)
    }

    @Test func theNewestBackupHasTheNumberOneAndTheOldestGoes() throws {
        let places = try LogPlaces(options(maxBytes: 6, backups: 2))
        for text in ["one", "two", "three", "four", "five", "longer than a file"] { write(text, to: places) }
        #expect(try Files.names(in: folder.path) == ["bot.log", "bot.log.1", "bot.log.2"])
        #expect(try lines() == ["four", "five", "longer than a file"])
    }

    @Test(arguments: [(0, 5), (6, 0)])
    func withoutASizeOrACountNothingIsRotated(maxBytes: Int, backups: Int) throws {
        let places = try LogPlaces(options(maxBytes: maxBytes, backups: backups))
        for text in ["one", "two", "three"] { write(text, to: places) }
        #expect(try Files.names(in: folder.path) == ["bot.log"])
        #expect(try lines() == ["one", "two", "three"])
    }

    @Test func aFileThatIsThereIsContinued() throws {
        write("one", to: try LogPlaces(options()))
        write("two", to: try LogPlaces(options()))
        #expect(try lines() == ["one", "two"])
        var status = stat()
        try #require(stat(path, &status) == 0)
        #expect(status.st_mode & 0o777 & ~0o640 == 0 && status.st_mode & 0o600 == 0o600)
    }

    @Test(arguments: [false, true])
    func aFileThatWasMovedAwayOrDeletedIsMadeAnew(isDeleted: Bool) throws {
        let places = try LogPlaces(options())
        write("one", to: places)
        try #require((isDeleted ? unlink(path) : rename(path, path + ".1")) == 0)
        write("two", to: places)
        #expect(try lines() == (isDeleted ? ["two"] : ["one", "two"]))
        #expect(Files.text(of: path) == "two\n")
    }

    @Test func aFileThatWasCutIsWrittenFromItsBeginning() throws {
        let places = try LogPlaces(options(maxBytes: 8))
        write("one", to: places)
        try #require(truncate(path, 0) == 0)
        write("three", to: places)
        #expect(try Files.names(in: folder.path) == ["bot.log"])
        #expect(Files.text(of: path) == "three\n")
    }

    @Test func reopeningMakesTheFileAtOnceAndFailsWithoutItsFolder() throws {
        let inner = folder.path + "/logs"
        try #require(mkdir(inner, 0o700) == 0)
        var options = options()
        options.filePath = inner + "/bot.log"
        let places = try LogPlaces(options)
        try #require(rename(inner, folder.path + "/old") == 0)
        #expect(throws: LogFileError.self) { try places.reopen() }
        // It is written on, and nothing is lost.
        write("one", to: places)
        #expect(Files.text(of: folder.path + "/old/bot.log") == "one\n")
        try #require(mkdir(inner, 0o700) == 0)
        try places.reopen()
        #expect(try Files.names(in: inner) == ["bot.log"])
        write("two", to: places)
        #expect(Files.text(of: inner + "/bot.log") == "two\n")
    }

    @Test func whereItCannotBeRotatedItGrows() throws {
        // A folder that is in the way cannot be replaced by a file.
        try #require(mkdir(path + ".1", 0o700) == 0)
        let places = try LogPlaces(options(maxBytes: 6, backups: 1))
        for text in ["one", "two", "three"] { write(text, to: places) }
        #expect(Files.text(of: path) == "one\ntwo\nthree\n")
        #expect(places.droppedLines == 0)
    }

    @Test func aMissingFolderIsRefusedWithWhatToDo() throws {
        var options = LogOptions()
        options.filePath = folder.path + "/none/bot.log"
        let error = try #require(throws: LogFileError.self) { try LogPlaces(options) }
        let words = "/none/bot.log cannot be written: No such file or directory; its folder must"
        #expect(error.description.contains(words))
        options.filePath = "/dev/null"
        #expect(throws: LogFileError.self) { try LogPlaces(options) }
    }

    @Test func aFullDiskDropsAndCountsAndGoesOnWhenThereIsRoom() throws {
        let disk = try SmallDisk(megabytes: 1)
        var options = options()
        options.filePath = disk.outsidePath(of: "bot.log")
        let places = try LogPlaces(options)
        let file: String = try #require(options.filePath)
        try disk.fill()
        let long = String(repeating: "x", count: 2_999)
        for _ in 0..<10 { places.write(Array("\(long)\n".utf8), Self.info) }
        places.flush(withinMilliseconds: 10_000)
        let dropped = places.droppedLines
        #expect(dropped > 0)
        let whole = String(repeating: long + "\n", count: 10 - dropped)
        #expect(Files.text(of: file) == whole, "no beginning of a line is left")
        try disk.free()
        write("there is room", to: places)
        let rest = Files.text(of: file).split(separator: "\n").dropFirst(10 - dropped)
        #expect(rest.first?.hasSuffix(" warning log lines dropped count=\(dropped)") == true)
        #expect(rest.dropFirst() == ["there is room"])
    }

    @Test func linesGoWhereTheyAreAskedFor() throws {
        var options = options()
        options.accessFilePath = folder.path + "/access.log"
        options.errorFilePath = folder.path + "/error.log"
        let logger = Logger(sink: try LogPlaces(options))
        logger.info("info")
        logger.access(.info, "answered") { $0.add(.responseStatus, 200) }
        logger.warning("warning")
        logger.flush(withinMilliseconds: 10_000)
        func messages(_ name: String) -> [String] {
            Files.text(of: "\(folder.path)/\(name).log").split(separator: "\n").map { line in
                line.split(separator: " ").dropFirst().joined(separator: " ")
            }
        }
        #expect(messages("bot") == ["info info", "warning warning"])
        #expect(messages("access") == ["info answered response.status=200"])
        #expect(messages("error") == ["warning warning"])
    }
}
