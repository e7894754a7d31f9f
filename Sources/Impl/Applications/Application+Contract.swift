import ContractRuntime
import Domain
import Generated
import Logging

extension Generated.Application {
    /// The application as the contract shows it; without details where the store was not asked for them.
    init(_ application: Domain.Application) {
        let user = Generated.User(application.user)
        self.init(
            id: application.id,
            telegramID: String(user.telegramID),
            firstName: user.firstName,
            lastName: user.lastName,
            username: user.username ?? "",
            photoURL: application.user.profile.photoURL,
            status: Generated.ApplicationStatus(application.status),
            displayName: user.displayName,
            aiTestCompleted: user.aiTestCompleted,
            details: application.details.map { JSONText(trusted: $0) },
            recommendedCalories: user.recommendedCalories,
            recommendedProtein: user.recommendedProtein,
            recommendedFat: user.recommendedFat,
            recommendedCarbs: user.recommendedCarbs,
            createdAt: RFC3339.string(microseconds: application.createdAt)
        )
    }
}

extension Generated.ApplicationStatus {
    fileprivate init(_ status: Domain.ApplicationStatus) {
        switch status {
        case .new: self = .new
        case .viewed: self = .viewed
        case .contacted: self = .contacted
        }
    }
}
