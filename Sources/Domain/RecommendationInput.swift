/// The answers that a recommendation is computed from; all of them are needed.
package struct RecommendationInput: Sendable, Equatable {
    package enum Gender: String, Sendable, CaseIterable { case male, female }

    package enum ActivityLevel: String, Sendable, CaseIterable { case minimal, low, medium, high }

    package enum Goal: String, Sendable, CaseIterable {
        case weightLoss = "weight_loss"
        case weightGain = "weight_gain"
        case maintenance
        case fatLoss = "fat_loss"
        case muscleGain = "muscle_gain"
    }

    /// Years.
    package var age: Int64
    package var gender: Gender
    /// Kilograms.
    package var weight: Double
    /// Centimetres.
    package var height: Int64
    package var activityLevel: ActivityLevel
    package var goal: Goal

    package init(
        age: Int64,
        gender: Gender,
        weight: Double,
        height: Int64,
        activityLevel: ActivityLevel,
        goal: Goal
    ) {
        self.age = age
        self.gender = gender
        self.weight = weight
        self.height = height
        self.activityLevel = activityLevel
        self.goal = goal
    }
}
