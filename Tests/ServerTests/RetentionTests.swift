import Testing

@testable import Server

@Suite struct RetentionTests {
    private static let day: Int = 86_400
    /// 2026-01-31T00:00:00Z
    private static let now: Int = 1_769_817_600

    private static let older: [BackupName] = (1...30).compactMap { day in
        BackupName("shop-202601\(day < 10 ? "0" : "")\(day)T000000Z.dump")
    }

    @Test func aNumberIsOfBackupsAndOneWithADayIsOfDays() {
        #expect(Retention("14") == .count(14))
        #expect(Retention("30d") == .days(30))
        #expect(["", "0", "0d", "-1", "d", "3w", "1.5", "10001"].allSatisfy { Retention($0) == nil })
        #expect(Retention("30d")?.text == "30d")
    }

    @Test func countsKeepTheNewest() {
        #expect(Self.older.count == 30)
        let gone = Retention.count(3).excess(among: Self.older.shuffled(), now: Self.now)
        #expect(gone.count == 28)
        #expect(!gone.contains { $0.text.contains("20260130") || $0.text.contains("20260129") })
        #expect(Retention.count(1).excess(among: Self.older, now: Self.now).count == 30)
        #expect(Retention.count(40).excess(among: Self.older, now: Self.now).isEmpty)
    }

    @Test func daysKeepTheYounger() {
        let gone = Retention.days(7).excess(among: Self.older, now: Self.now)
        #expect(gone.count == 24)
        #expect(gone.allSatisfy { Self.now - $0.seconds >= 7 * Self.day })
        #expect(Retention.days(31).excess(among: Self.older, now: Self.now).isEmpty)
    }

    @Test func aNameIsRead() throws {
        let name = try #require(BackupName("my-shop_1-20260102T030405Z.sqlite"))
        #expect(name.base == "my-shop_1" && name.suffix == "sqlite" && name.seconds == 1_767_323_045)
        let others = [
            "x", "20260102T030405Z.dump", "a-20260102T030405Z", "a-20260102030405Z.dump", "a20260102T030405Z.dump",
        ]
        #expect(others.allSatisfy { BackupName($0) == nil })
    }

    /// Rows may look like what ends them or begins a table.
    @Test func rowsOfADumpAreCounted() {
        var rows = DumpRows()
        let text = """
            -- Data for Name: users
            COPY public.users (id, name) FROM stdin;
            1\t\\.
            2\tCOPY x (a) FROM stdin;
            \\\\.
            \\.

            COPY public."odd (name" (id) FROM stdin;
            \\.

            SELECT pg_catalog.setval('public.users_id_seq', 2, true);
            COPY public.last (id) FROM stdin;
            1
            \\.

            """
        // In pieces that end anywhere.
        for byte in Array(text.utf8) { rows.read([byte]) }
        #expect(rows.tables.map(\.rows) == [3, 0, 1])
        #expect(rows.tables.first?.name == "public.users")
        var whole = DumpRows()
        whole.read(Array(text.utf8)[...])
        #expect(whole.tables.map(\.rows) == [3, 0, 1])
    }
}
