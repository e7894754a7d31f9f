import Domain
import Testing

@testable import Impl

/// What administrators read of new applications.
struct ApplicationTextsTests {
    private func application(
        _ profile: UserProfile,
        _ details: String = "{}",
        _ recommendation: Recommendation? = nil
    ) -> Application {
        let user = User(
            id: 1,
            profile: profile,
            aiTestCompleted: true,
            recommendation: recommendation,
            createdAt: 0
        )
        return Application(id: 12, user: user, status: .new, details: Array(details.utf8), createdAt: 0)
    }

    @Test func aNoticeTellsWhoAndWhatTheyAnswered() {
        let profile = UserProfile(telegramID: 7, username: "a_<b>", firstName: "<i>Ána</i> &", lastName: "\"Co\"")
        let text = ApplicationTexts.text(
            of: application(
                profile,
                #"{"age":21,"gender":"female","goal":"fat_loss","disliked_food":"<b>fish"}"#,
                Recommendation(
                    calories: 2_000,
                    proteinHundredths: 15_000,
                    fatHundredths: 5_555,
                    carbsHundredths: 22_500
                )
            )
        )
        let link = #"<a href="tg://user?id=7">&lt;i&gt;Ána&lt;/i&gt; &amp; &quot;Co&quot;</a> (<code>7</code>)"#
        #expect(
            text.english == """
                📝 New application #12
                \(link)
                @a_&lt;b&gt;
                Goal: fat loss
                Gender: female
                Age: 21
                Recommended: 2000 kcal, protein 150.00 g, fat 55.55 g, carbs 225.00 g
                """
        )
        #expect(
            text.russian == """
                📝 Новая анкета №12
                \(link)
                @a_&lt;b&gt;
                Цель: сжигание жира
                Пол: женский
                Возраст: 21
                Рекомендовано: 2000 ккал, белки 150.00 г, жиры 55.55 г, углеводы 225.00 г
                """
        )
    }

    @Test(arguments: ["", "{}", "[]", "{", #"{"age":"x","gender":7,"goal":"other"}"#, #"{"goal":null}"#])
    func whatWasNotAnsweredHasNoLine(details: String) {
        let text = ApplicationTexts.text(of: application(UserProfile(telegramID: 7, username: "ana"), details))
        #expect(text.english.split(separator: "\n").count == 2, "the name is the username")
        #expect(text.english.contains(">@ana</a>"))
    }

    @Test func eachGoalAndGenderIsTold() {
        func english(_ member: String, _ value: String) -> String {
            let details = #"{"\#(member)":"\#(value)"}"#
            return ApplicationTexts.text(of: application(UserProfile(telegramID: 7), details)).english
        }
        for goal in RecommendationInput.Goal.allCases {
            #expect(english("goal", goal.rawValue).hasSuffix("Goal: \(goal.rawValue.replacing("_", with: " "))"))
        }
        for gender in RecommendationInput.Gender.allCases {
            #expect(english("gender", gender.rawValue).hasSuffix("Gender: \(gender.rawValue)"))
        }
    }

    @Test(arguments: [
        (1, "1 new application", "1 новая анкета"), (2, "2 new applications", "2 новые анкеты"),
        (11, "11 new applications", "11 новых анкет"), (37, "37 new applications", "37 новых анкет"),
        (101, "101 new applications", "101 новая анкета"), (10_004, "10004 new applications", "10004 новые анкеты"),
    ])
    func numbersHaveTheirFormOfTheNoun(count: Int, english: String, russian: String) {
        let message = ApplicationTexts.notice(ofNew: count)
        #expect(String(decoding: message.english, as: UTF8.self).contains("📝 \(english)\""))
        #expect(String(decoding: message.russian, as: UTF8.self).contains("📝 \(russian)\""))
    }
}
