internal import CPostgreSQL

extension ConnectionString {
    /// The names of what a connection string can say, as the libpq knows them that runs (`PQconninfoParse`).
    package static let keywords: Set<String> = {
        guard let options = PQconninfoParse("", nil) else { return [] }
        defer { PQconninfoFree(options) }
        var keywords: Set<String> = []
        var option = options
        while let keyword = option.pointee.keyword {
            keywords.insert(String(cString: keyword))
            option += 1
        }
        return keywords
    }()
}
