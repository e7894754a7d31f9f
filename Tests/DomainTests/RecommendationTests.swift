import Domain
import Testing

struct RecommendationTests {
    private func input(weight: Double, age: Int64 = 30, height: Int64 = 180) -> RecommendationInput {
        RecommendationInput(
            age: age,
            gender: .male,
            weight: weight,
            height: height,
            activityLevel: .medium,
            goal: .maintenance
        )
    }

    @Test func resultsAgreeWithDecimalArithmetic() throws {
        let rows: [Substring] = RecommendationOracle.table.split(separator: "\n").dropFirst().map { $0 }
        #expect(rows.count == 71)
        for row in rows {
            let cells: [String] = row.split(separator: " ").map(String.init)
            try #require(cells.count == 10)
            let input = RecommendationInput(
                age: try #require(Int64(cells[0])),
                gender: try #require(.init(rawValue: cells[1])),
                weight: try #require(Double(cells[2])),
                height: try #require(Int64(cells[3])),
                activityLevel: try #require(.init(rawValue: cells[4])),
                goal: try #require(.init(rawValue: cells[5]))
            )
            let result: Recommendation = try #require(Recommendation(input))
            let texts: [String] = [
                "\(result.calories)", DecimalText.twoPlaces(hundredths: result.proteinHundredths),
                DecimalText.twoPlaces(hundredths: result.fatHundredths),
                DecimalText.twoPlaces(hundredths: result.carbsHundredths),
            ]
            #expect(texts == Array(cells[6...]), "\(row)")
        }
    }

    @Test func halvesAreRoundedUp() throws {
        // (800 + 1125 - 150 + 5) · 1.55 = 2759: protein 206.925, fat 76.638…, carbs 310.3875.
        let result: Recommendation = try #require(Recommendation(input(weight: 80)))
        #expect(
            result
                == Recommendation(
                    calories: 2_759,
                    proteinHundredths: 20_693,
                    fatHundredths: 7_664,
                    carbsHundredths: 31_039
                )
        )
    }

    @Test(arguments: [0, -80, 19.999, 300.001, .infinity, -.infinity, .nan, 1e308])
    func weightOutsideTheContractHasNoRecommendation(weight: Double) {
        #expect(Recommendation(input(weight: weight)) == nil)
    }

    @Test(arguments: [(9, 180), (121, 180), (30, 99), (30, 251), (.min, .min), (.max, .max)] as [(Int64, Int64)])
    func ageAndHeightOutsideTheContractHaveNoRecommendation(age: Int64, height: Int64) {
        #expect(Recommendation(input(weight: 80, age: age, height: height)) == nil)
    }

    @Test func weightWithSeventeenDigitsIsComputed() {
        #expect(Recommendation(input(weight: Double(20).nextUp)) != nil)
        #expect(Recommendation(input(weight: Double(300).nextDown)) != nil)
    }
}
