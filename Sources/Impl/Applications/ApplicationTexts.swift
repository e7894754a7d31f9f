import ContractRuntime
import Domain
import TelegramAPI

/// What the bot says of applications, in HTML.
enum ApplicationTexts {
    /// To the administrators: somebody completed the test for the first time.
    static func notice(_ application: Application) -> TranslatedMessage {
        message(text(of: application))
    }

    /// To the administrators: so many did.
    static func notice(ofNew count: Int) -> TranslatedMessage {
        message(
            Phrase(
                english: "📝 \(count) new \(Plural.english(count, "application", "applications"))",
                russian: "📝 \(count) \(Plural.russian(count, "новая анкета", "новые анкеты", "новых анкет"))"
            )
        )
    }

    private static func message(_ text: Phrase) -> TranslatedMessage {
        TranslatedMessage(.notification) { SendMessageBody(chatID: 0, text: text($0), parseMode: .html) }
    }

    static func text(of application: Application) -> Phrase {
        let profile = application.user.profile
        var lines = [
            Phrase(english: "📝 New application #\(application.id)", russian: "📝 Новая анкета №\(application.id)"),
            Phrase(RequestMessages.link(profile)),
        ]
        let mention = profile.username.flatMap { $0.isEmpty ? nil : "@\($0)" }
        if let mention, mention != profile.displayName { lines.append(Phrase(mention.escapedHTML)) }
        lines += ApplicationAnswers(application.details ?? []).lines
        if let recommendation = application.user.recommendation { lines.append(line(recommendation)) }
        return Phrase(
            english: lines.map(\.english).joined(separator: "\n"),
            russian: lines.map(\.russian).joined(separator: "\n")
        )
    }

    private static func line(_ recommendation: Recommendation) -> Phrase {
        let protein = DecimalText.twoPlaces(hundredths: recommendation.proteinHundredths)
        let fat = DecimalText.twoPlaces(hundredths: recommendation.fatHundredths)
        let carbs = DecimalText.twoPlaces(hundredths: recommendation.carbsHundredths)
        return Phrase(
            english: "Recommended: \(recommendation.calories) kcal, protein \(protein) g, fat \(fat) g, "
                + "carbs \(carbs) g",
            russian: "Рекомендовано: \(recommendation.calories) ккал, белки \(protein) г, жиры \(fat) г, "
                + "углеводы \(carbs) г"
        )
    }
}

/// The answers that a notice tells: those that are chosen from a list or are a number of years.
private struct ApplicationAnswers {
    private typealias Goal = RecommendationInput.Goal
    private typealias Gender = RecommendationInput.Gender

    /// A line each; an answer that was not given has none.
    let lines: [Phrase]

    init(_ details: [UInt8]) {
        let lines = try? JSONDocument.withRoot(copying: details) { answers -> [Phrase] in
            func text(_ answer: JSONValue?) -> String? { answer.flatMap { $0.isString ? $0.string : nil } }
            let goal = text(answers.member("goal")).flatMap { Goal(rawValue: $0) }
            let gender = text(answers.member("gender")).flatMap { Gender(rawValue: $0) }
            let age = answers.member("age")?.int64
            return [
                goal.map(ApplicationAnswers.line), gender.map(ApplicationAnswers.line),
                age.map(ApplicationAnswers.line(age:)),
            ].compactMap(\.self)
        }
        self.lines = lines ?? []
    }

    private static func line(_ goal: Goal) -> Phrase {
        let name =
            switch goal {
            case .weightLoss: Phrase(english: "weight loss", russian: "снижение веса")
            case .weightGain: Phrase(english: "weight gain", russian: "набор веса")
            case .maintenance: Phrase(english: "maintenance", russian: "поддержание веса")
            case .fatLoss: Phrase(english: "fat loss", russian: "сжигание жира")
            case .muscleGain: Phrase(english: "muscle gain", russian: "набор мышечной массы")
            }
        return Phrase(english: "Goal: \(name.english)", russian: "Цель: \(name.russian)")
    }

    private static func line(_ gender: Gender) -> Phrase {
        switch gender {
        case .male: Phrase(english: "Gender: male", russian: "Пол: мужской")
        case .female: Phrase(english: "Gender: female", russian: "Пол: женский")
        }
    }

    private static func line(age: Int64) -> Phrase {
        Phrase(english: "Age: \(age)", russian: "Возраст: \(age)")
    }
}
