import Server
import Testing

/// When a new version's figures are worse than they may be.
struct CanaryLimitsTests {
    /// Figures of so many requests with so many 5xx, all answered within a bound of the histogram.
    private func figures(_ requests: Int, errors: Int = 0, within bound: String = "0.005") -> SlotFigures {
        var text = """
            # TYPE telegram_backend_http_requests_total counter
            telegram_backend_http_requests_total{operation="logIn",status="200"} \(requests - errors)
            telegram_backend_http_requests_total{operation="saveTest",status="503"} \(errors)
            telegram_backend_http_requests_total{operation="getReadiness",status="503"} 1000
            process_start_time_seconds 1.5

            """
        var count = 0
        for candidate in ["0.005", "0.1", "0.5", "2.5", "10", "+Inf"] {
            if candidate == bound { count = requests }
            text += "telegram_backend_http_request_duration_seconds_bucket"
            text += "{operation=\"logIn\",le=\"\(candidate)\"} \(count)\n"
        }
        return SlotFigures(text)
    }

    /// Of 30 requests the first two, which a new process answers late.
    private let cold = SlotFigures(
        """
        telegram_backend_http_requests_total{operation="logIn",status="200"} 30
        telegram_backend_http_request_duration_seconds_bucket{operation="logIn",le="0.005"} 28
        telegram_backend_http_request_duration_seconds_bucket{operation="logIn",le="2.5"} 28
        telegram_backend_http_request_duration_seconds_bucket{operation="logIn",le="10"} 30
        telegram_backend_http_request_duration_seconds_bucket{operation="logIn",le="+Inf"} 30
        """
    )

    private let limits = CanaryLimits()

    @Test func whereFewRequestsCameTheMiddleOneIsCompared() {
        #expect(cold.responseTime(of: 0.95) ?? 0 > 2)
        #expect(limits.fault(of: cold, beside: figures(900), isOver: true) == nil)
        #expect(limits.fault(of: figures(30, within: "10"), beside: nil, isOver: true) != nil)
    }

    @Test func figuresAreReadAsPrometheusWritesThemAndProbesAreLeftOut() {
        let figures = figures(100, errors: 7, within: "0.5")
        #expect(figures.requests == 100 && figures.errors == 7 && figures.processStart == 1.5)
        #expect(figures.responseTime(of: 0.95) == 0.1 + 0.4 * 0.95)
        let later = self.figures(180, errors: 9, within: "0.5").since(figures)
        #expect(later.requests == 80 && later.errors == 2 && later.errorRate == 0.025)
        #expect(SlotFigures("").responseTime(of: 0.5) == nil && SlotFigures("").errorRate == 0)
    }

    @Test func aVersionAsGoodAsTheOldOneIsWell() {
        #expect(limits.fault(of: figures(100, errors: 1), beside: figures(900, errors: 9), isOver: true) == nil)
        #expect(limits.fault(of: figures(100), beside: nil, isOver: true) == nil)
    }

    @Test(arguments: [(20, 2), (100, 6)]) func moreErrorsThanAreAllowedAreAFault(requests: Int, errors: Int) throws {
        let fault = limits.fault(of: figures(requests, errors: errors), beside: nil, isOver: false)
        #expect(try #require(fault).contains("of \(requests) requests were answered with 5xx; 5.0 % are allowed"))
    }

    @Test func moreErrorsThanTheOldVersionHasAreAFault() throws {
        let fault = limits.fault(of: figures(100, errors: 4), beside: figures(900, errors: 9), isOver: false)
        #expect(try #require(fault).contains("1.0 % of the old version's"))
        #expect(limits.fault(of: figures(100, errors: 4), beside: figures(900, errors: 18), isOver: true) == nil)
        // Two may be anybody's.
        #expect(limits.fault(of: figures(50, errors: 2), beside: figures(900), isOver: true) == nil)
    }

    @Test func slowerAnswersAreAFault() throws {
        let slow = limits.fault(of: figures(100, within: "10"), beside: nil, isOver: false)
        #expect(try #require(slow).contains("2.0 s are allowed"))
        let slower = limits.fault(of: figures(100, within: "0.5"), beside: figures(900), isOver: false)
        #expect(try #require(slower).contains("by the old version"))
        #expect(limits.fault(of: figures(100, within: "0.1"), beside: figures(900), isOver: true) == nil)
        var patient = limits
        patient.slowdown = 1_000
        #expect(patient.fault(of: figures(100, within: "0.5"), beside: figures(900), isOver: true) == nil)
    }

    @Test func fewRequestsSayNothingBeforeAStepIsOver() {
        let few = figures(19, errors: 19)
        #expect(limits.fault(of: few, beside: nil, isOver: false) == nil)
        #expect(limits.fault(of: few, beside: nil, isOver: true) != nil)
        #expect(limits.fault(of: figures(0), beside: figures(900), isOver: true) == nil)
    }

    @Test func stragglersAndAnotherProcessAreNoMeasure() {
        let (before, few, enough) = (figures(100), figures(119), figures(120))
        let former = figures(900)
        #expect(limits.baseline(former, from: before, to: few)?.requests == 900)
        #expect(limits.baseline(nil, from: before, to: few) == nil)
        #expect(limits.baseline(former, from: before, to: enough)?.requests == 20)
        // cold tells no start: it is of another process.
        #expect(limits.baseline(former, from: figures(0), to: cold)?.requests == 900)
        #expect(limits.baseline(former, from: nil, to: enough)?.requests == 900)
        #expect(limits.baseline(former, from: before, to: nil)?.requests == 900)
    }

    @Test func nginxGetsTheSharesOfBoth() {
        #expect(
            Upstream.canary(8_081, percent: 5, beside: 8_080).text.hasSuffix(
                """
                server 127.0.0.1:8080 weight=95 max_fails=1 fail_timeout=1s;
                server 127.0.0.1:8081 weight=5 max_fails=1 fail_timeout=1s;

                """
            )
        )
        // The old one takes what the new one does not.
        let last = Upstream.canary(8_081, percent: 100, beside: 8_080).text
        #expect(last.contains("8080 backup ") && last.contains("8081 weight=100 "))
    }
}
