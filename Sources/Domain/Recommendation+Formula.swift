extension Recommendation {
    /// Daily calories by Mifflin and St Jeor (1990), and the grams of protein, fat and carbohydrates they are made of.
    ///
    /// BMR = 10·weight + 6.25·height − 5·age + (5 male, −161 female), times the factors of activity and goal;
    /// calories = ⌊result⌋, protein = calories·0.30/4, fat = calories·0.25/9, carbs = calories·0.45/4, to two places,
    /// halves up. Every step is integer arithmetic: a result that is whole on paper is whole here, never a hair below
    /// it, where rounding down would lose a calorie.
    ///
    /// nil outside age 10…120, weight 20…300, height 100…250, the ranges of the contract.
    package init?(_ input: RecommendationInput) {
        guard (10...120).contains(input.age), (100...250).contains(input.height),
            let weight = Kilograms(input.weight)
        else { return nil }
        // In hundredths of a kilocalorie, times 10^places.
        let fixed = Int128(625 * input.height - 500 * input.age + input.gender.hundredths)
        let rate: Int128 = 1_000 * weight.digits + fixed * weight.unit
        let factors: Int128 = rate * input.activityLevel.thousandths * input.goal.tenths
        let calories = Int64(factors / (100 * 1_000 * 10 * weight.unit))
        self.init(
            calories: calories,
            // calories · 0.30 / 4 · 100 = calories · 15 / 2, and so on; adding half the divisor rounds halves up.
            proteinHundredths: (calories * 15 + 1) / 2,
            fatHundredths: (calories * 50 + 9) / 18,
            carbsHundredths: (calories * 45 + 2) / 4
        )
    }
}

extension RecommendationInput.Gender {
    fileprivate var hundredths: Int64 {
        switch self {
        case .male: 500
        case .female: -16_100
        }
    }
}

extension RecommendationInput.ActivityLevel {
    fileprivate var thousandths: Int128 {
        switch self {
        case .minimal: 1_200
        case .low: 1_375
        case .medium: 1_550
        case .high: 1_725
        }
    }
}

extension RecommendationInput.Goal {
    fileprivate var tenths: Int128 {
        switch self {
        case .weightLoss, .fatLoss: 8
        case .maintenance: 10
        case .weightGain, .muscleGain: 12
        }
    }
}
