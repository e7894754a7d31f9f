import Domain
import Generated
import Logging

extension Generated.User {
    /// The user as the contract shows them.
    init(_ user: Domain.User) {
        self.init(
            telegramID: user.profile.telegramID,
            username: user.profile.username,
            firstName: user.profile.firstName,
            lastName: user.profile.lastName,
            displayName: user.profile.displayName,
            languageCode: user.profile.languageCode,
            isPremium: user.profile.isPremium,
            aiTestCompleted: user.aiTestCompleted,
            recommendedCalories: user.recommendation?.calories,
            recommendedProtein: user.recommendation.map { DecimalText.twoPlaces(hundredths: $0.proteinHundredths) },
            recommendedFat: user.recommendation.map { DecimalText.twoPlaces(hundredths: $0.fatHundredths) },
            recommendedCarbs: user.recommendation.map { DecimalText.twoPlaces(hundredths: $0.carbsHundredths) },
            createdAt: RFC3339.string(microseconds: user.createdAt)
        )
    }
}
