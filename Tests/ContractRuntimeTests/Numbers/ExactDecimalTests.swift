import ContractRuntime
import Testing

@Suite struct ExactDecimalTests {
    struct Example: Sendable {
        var value: Double
        var divisor: Double
        var isMultiple: Bool

        init(_ value: Double, _ divisor: Double, _ isMultiple: Bool) {
            self.value = value
            self.divisor = divisor
            self.isMultiple = isMultiple
        }
    }

    @Test(
        "a multiple of a decimal is one as it is written",
        arguments: [
            Example(0.0075, 0.0001, true), Example(0.00751, 0.0001, false), Example(4.5, 1.5, true),
            Example(35, 1.5, false), Example(0.3, 0.1, true), Example(1e308, 0.5, true),
            Example(12_391_239_123, 1e-8, true), Example(1e308, 0.123456789, false), Example(1e308, 3, false),
            Example(1e-306, 1e-307, true), Example(.leastNonzeroMagnitude, 2 * .leastNonzeroMagnitude, false),
            Example(.leastNonzeroMagnitude, .leastNonzeroMagnitude, true),
            Example(.greatestFiniteMagnitude, .leastNonzeroMagnitude, true), Example(0, 0.1, true), Example(0, 0, true),
            Example(1, 0, false), Example(-0.3, 0.1, true), Example(7, -3.5, true), Example(100.5, 0.5, true),
            Example(1e22, 1e21, true), Example(1e21, 1e22, false), Example(19.99, 0.01, true),
            Example(.infinity, 7, false), Example(.nan, 7, true),
        ]
    )
    func multiples(example: Example) {
        #expect(ExactDecimal(example.value).isMultiple(of: ExactDecimal(example.divisor)) == example.isMultiple)
    }

    @Test("integers are exact to their last digit")
    func integers() {
        #expect(ExactDecimal(UInt64.max).isMultiple(of: ExactDecimal(UInt64(5))))
        #expect(!ExactDecimal(UInt64.max).isMultiple(of: ExactDecimal(UInt64(2))))
        #expect(ExactDecimal(Int64.min).isMultiple(of: ExactDecimal(Int64.min)))
        #expect(ExactDecimal(Int64.min).isMultiple(of: ExactDecimal(Int64(-1))))
        #expect(ExactDecimal(UInt64.max).isMultiple(of: ExactDecimal(Double.leastNonzeroMagnitude)))
        #expect(ExactDecimal(1.0).isInteger && ExactDecimal(1e300).isInteger && !ExactDecimal(0.5).isInteger)
    }

    @Test("numbers are ordered by their value, whatever they were made of")
    func ordering() {
        let ascending: [ExactDecimal] = [
            ExactDecimal(-Double.infinity), ExactDecimal(-Double.greatestFiniteMagnitude), ExactDecimal(Int64.min),
            ExactDecimal(Int64.min + 1), ExactDecimal(-1.5), ExactDecimal(Int64(-1)),
            ExactDecimal(-Double.leastNonzeroMagnitude),
            ExactDecimal(0.0), ExactDecimal(Double.leastNonzeroMagnitude), ExactDecimal(0.1),
            ExactDecimal(0.30000000000000004),
            ExactDecimal(Int64(1)), ExactDecimal(9_007_199_254_740_992.0), ExactDecimal(Int64(9_007_199_254_740_993)),
            ExactDecimal(Int64.max), ExactDecimal(UInt64.max - 1), ExactDecimal(UInt64.max), ExactDecimal(1e20),
            ExactDecimal(1e300), ExactDecimal(Double.infinity),
        ]
        for (position, left) in ascending.enumerated() {
            for (other, right) in ascending.enumerated() {
                #expect((left < right) == (position < other), "\(position) \(other)")
                #expect((left == right) == (position == other), "\(position) \(other)")
            }
        }
        #expect(ExactDecimal(-0.0) == ExactDecimal(UInt64(0)))
        #expect(ExactDecimal(100.0) == ExactDecimal(Int64(100)))
        #expect(ExactDecimal(1e18) == ExactDecimal(Int64(1_000_000_000_000_000_000)))
    }

    @Test("scaled integers agree with integer arithmetic")
    func random() {
        var generator = Xorshift(state: 42)
        for _ in 0..<20_000 {
            let value: Int64 = .random(in: -1_000_000...1_000_000, using: &generator)
            let divisor: Int64 = .random(in: 1...5_000, using: &generator)
            let scale: Double = [1, 10, 100, 1000].randomElement(using: &generator) ?? 1
            let isMultiple = ExactDecimal(Double(value) / scale)
                .isMultiple(of: ExactDecimal(Double(divisor) / scale))
            #expect(isMultiple == (value % divisor == 0), "\(value) \(divisor) \(scale)")
        }
    }

    @Test("any two doubles are answered in bounded time")
    func bounded() {
        var generator = Xorshift(state: 7)
        let time = ContinuousClock().measure {
            for _ in 0..<10_000 {
                let value = ExactDecimal(Double(bitPattern: generator.next()))
                let divisor = ExactDecimal(Double(bitPattern: generator.next()))
                _ = value.isMultiple(of: divisor)
                #expect((value < divisor) != (value >= divisor))
            }
        }
        #expect(time < .seconds(5))
    }
}
