/// Calories and grams; the grams are hundredths, so that no binary float holds them.
package struct Recommendation: Sendable, Equatable {
    package var calories: Int64
    package var proteinHundredths: Int64
    package var fatHundredths: Int64
    package var carbsHundredths: Int64

    package init(calories: Int64, proteinHundredths: Int64, fatHundredths: Int64, carbsHundredths: Int64) {
        self.calories = calories
        self.proteinHundredths = proteinHundredths
        self.fatHundredths = fatHundredths
        self.carbsHundredths = carbsHundredths
    }
}
