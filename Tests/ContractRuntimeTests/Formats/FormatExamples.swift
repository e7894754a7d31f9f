import Testing

/// Examples of a format.
struct FormatExamples: Sendable, CustomTestStringConvertible {
    var format: String
    var valid: [String]
    var invalid: [String]

    var testDescription: String { format }

    static let all: [FormatExamples] = [
        FormatExamples(
            format: "date-time",
            valid: ["2024-02-29T00:00:00Z", "1990-12-31t15:59:60-08:00", "0000-01-01T00:00:00.5+23:59"],
            invalid: ["", "T", "2023-02-29T00:00:00Z", "2024-02-29 00:00:00Z", "2024-02-29T00:00:00", "2024-02-29T"]
        ),
        FormatExamples(
            format: "date",
            valid: ["2000-02-29", "2024-12-31"],
            invalid: ["1900-02-29", "2024-04-31", "2024-00-10", "2024-1-10", "2024-01-1\u{9ea}"]
        ),
        FormatExamples(
            format: "time",
            valid: ["23:59:60Z", "01:29:60+01:30", "12:00:00.000000001-00:00"],
            invalid: ["23:58:60Z", "12:00:00", "12:00:00.Z", "12:00:00.1", "24:00:00Z", "12:00:00+24:00", "12:00:61Z"]
        ),
        FormatExamples(
            format: "duration",
            valid: ["P1Y", "P1Y2M3DT4H5M6S", "PT1M", "P3W", "P1DT1S"],
            invalid: ["", "P", "PT", "P1", "P1YT", "P1Y2D", "P1W2D", "PT1H2S", "PT1M1H", "P1Y1Y", "1Y", "P-1D"]
        ),
        FormatExamples(
            format: "uuid",
            valid: ["2eb8aa08-AA98-11ea-B4Aa-73B441D16380"],
            invalid: ["2eb8aa08aa9811eab4aa73b441d16380", "{2eb8aa08-aa98-11ea-b4aa-73b441d163}"]
        ),
        FormatExamples(
            format: "uri",
            valid: [
                "https://t.me/bot?start=invite", "urn:a:b", "a:", "http://[v1.a:b]/", "http://u:p@[::1]:80/%20?a=/?#?",
            ],
            invalid: ["", "/a", ":a", "1a:b", "http://[::1", "http://[::1]a", "http://a b", "http://a/%2", "a:#b#c"]
        ),
        FormatExamples(
            format: "uri-reference",
            valid: ["", "/a", "a/b:c", "?q", "#f", "//h:1/p", "a:b"],
            invalid: ["1:b", "a%", "//a@b@c", "\\", "/\u{e9}", "[a]"]
        ),
        FormatExamples(
            format: "email",
            valid: ["a@b", "a.b+c@example.com", "\"a \\\" b\"@c", "a@[127.0.0.1]", "a@[ipv6:::1]"],
            invalid: ["", "@", "a", "a@", "a..b@c", "a@b..c", "a@-b", "\"a@b", "a@[::1]", "a@[300.0.0.1]", "a@b@c"]
                + [String(repeating: "a", count: 65) + "@b"]
        ),
        FormatExamples(
            format: "hostname",
            valid: ["a", "a.b-c.d", "xn--bcher-kva.example", String(repeating: "a", count: 63)],
            invalid: ["", ".", "a.", "-a", "a-", "a_b", "xn--", "xn---", "xn--a", "xn--99999999999", "xn--l-fda"]
                + [String(repeating: "a", count: 64), String(repeating: "a.", count: 127) + "a"]
        ),
        FormatExamples(
            format: "ipv4",
            valid: ["0.0.0.0", "255.255.255.255"],
            invalid: ["1.2.3", "1.2.3.4.5", "01.2.3.4", "1.2.3.256", "1.2.3.", "1.2.3.4 ", "9999999.1.1.1"]
        ),
        FormatExamples(
            format: "ipv6",
            valid: ["::", "::1", "1::", "1:2:3:4:5:6:7::", "::ffff:1.2.3.4", "1:2:3:4:5:6:1.2.3.4"],
            invalid: ["", ":", ":::", "1:2:3:4:5:6:7:8::", "1::2::3", "1:2", "::12345", "::1.2.3", "1.2.3.4", "::1%a"]
                + ["1:2:3:4:5:6:7:1.2.3.4", "1:"]
        ),
        FormatExamples(
            format: "regex",
            valid: ["", "^a+$", "(?<=a+)b", "(?<!ba+)c", "a{70000}", "\\p{Lu}", "[^]"],
            invalid: ["(", ")", "[", "a**", "(?i)a", "\\a", "\\Z", "{", "a{2,1}", "\\"]
        ),
        FormatExamples(
            format: "json-pointer",
            valid: ["", "/", "/a~0b~1c", "//"],
            invalid: ["a", "#/a", "/~", "/~2"]
        ),
    ]
}
