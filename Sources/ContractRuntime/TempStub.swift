internal import HTTPTypes
struct JSONFault { var offset = 0; var line = 0; var column = 0; var message: StaticString = ""; static func locate(_ t: Bytes, maxDepth: Int) -> JSONFault? { nil } }
struct ExactDecimal { init(_ v: Int64) {}; init(_ v: UInt64) {}; init(_ v: Double) {}; func isMultiple(of o: ExactDecimal) -> Bool { true } }
struct Query { init(_ b: Bytes?) {}; enum V { case absent, repeated, malformed, value([UInt8]) }; func value(of n: StaticString) -> V { .absent } }
enum PathSegment { static func decoded(_ b: Bytes) -> [UInt8]? { Array(b.buffer) } }
enum MediaType { static func matches(_ a: Bytes, _ b: StaticString) -> Bool { true } }
enum Accept { static func admits(_ r: HTTPRequest, _ p: StaticString) -> Bool { true } }
package struct CORSPolicy: Sendable { func preflight(origin: Bytes, method: Bytes, headers: Bytes?, allowedMethods: String) -> [HTTPResponseField] { [] }; func fields(origin: Bytes?) -> [HTTPResponseField] { [] } }
