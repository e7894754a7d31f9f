import Testing

@testable import Storage

@Suite struct SQLTests {
    @Test func aStatementWithOneThatIsPlannedForItsValuesIsPlannedForThem() {
        let inner: SQL = "SELECT \(Int64(1))"
        let planned = inner.plannedForValues
        let outer: SQL = "SELECT 2 WHERE EXISTS (\(planned))"
        let both: SQL = "\(planned) UNION \(inner)"
        let plain: SQL = "SELECT 2 WHERE EXISTS (\(inner))"
        #expect(outer.isPlannedForValues && both.isPlannedForValues && !plain.isPlannedForValues)
        let other = SQL(sqlite: "SELECT 1", postgreSQL: planned)
        let around: SQL = "(\(other))"
        #expect(around.isPlannedForValues)
    }

    @Test func valuesAreNumberedThroughTheWholeStatement() {
        let inner: SQL = "b = \(Int64(2)) OR c = \("c")"
        let outer: SQL = "a = \(true) AND (\(inner)) AND d = \(Int64(4)) AND e = $1"
        #expect(outer.sqlite.text == "a = $1 AND (b = $2 OR c = $3) AND d = $4 AND e = $1")
        #expect(outer.postgreSQL.types == [.bool, .integer, .text, .integer])
    }
}
