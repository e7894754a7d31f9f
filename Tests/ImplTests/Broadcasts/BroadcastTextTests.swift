import Domain
import Testing

@testable import Impl

/// What Telegram would refuse, and what a recipient gets.
struct BroadcastTextTests {
    @Test(arguments: [
        "plain & simple", "<b>a</b>", #"<a href="https://a/?b=1>2">x</a>"#, "<b><i>x</i></b>", "a &lt; b &amp;&#39;",
        "<blockquote expandable>x</blockquote>", "<tg-spoiler>x</tg-spoiler>", "<B>x</b>",
    ])
    func markupThatIsWholeIsTaken(text: String) { #expect(BroadcastText(text, isHTML: true).fault(length: 99) == nil) }

    @Test(arguments: [
        "<", "a < b", "<b>x", "x</b>", "<b><i>x</b></i>", "<b", #"<a href="x>y</a>"#, "<>", "<b <i>x</i>",
    ])
    func markupThatIsNotIsRefused(text: String) {
        #expect(BroadcastText(text, isHTML: true).fault(length: 99) != nil)
        #expect(BroadcastText(text, isHTML: false).fault(length: 99) == nil)
    }

    @Test func whatIsShownCounts() {
        let text = "<b>\(String(repeating: "&lt;", count: 20))</b>"
        #expect(BroadcastText(text, isHTML: true).fault(length: 20) == nil)
        #expect(BroadcastText(text, isHTML: true).fault(length: 19) != nil)
        #expect(BroadcastText("{first_name}", isHTML: false).fault(length: 64) == nil)
        #expect(BroadcastText("{first_name}", isHTML: false).fault(length: 63) != nil)
    }

    private func parameters(_ message: BroadcastMessage, name: String, isPaid: Bool = false) -> String {
        let broadcast = Broadcast(
            id: 7,
            creator: 1,
            status: .draft,
            message: message,
            rate: 20,
            isPaid: isPaid,
            recipients: 9,
            createdAt: 1
        )
        return String(decoding: BroadcastCall(broadcast).message(to: 5, firstName: name).addressed, as: UTF8.self)
    }

    @Test func aNameIsEscapedWhereTheTextIsMarkup() {
        var message = BroadcastMessage(text: "Hi {first_name}", isHTML: true)
        #expect(parameters(message, name: "<&>").contains("Hi &lt;&amp;&gt;"))
        message.isHTML = false
        #expect(parameters(message, name: "<&>").contains("Hi <&>"))
        #expect(parameters(message, name: "{first_name}\"").contains(#"Hi {first_name}\""#), "once, and as JSON")
    }

    @Test func eachKindOfMessageHasItsCall() {
        let copy = BroadcastMessage.Copy(chatID: -7, messageID: 9)
        #expect(
            parameters(BroadcastMessage(copy: copy), name: "", isPaid: true)
                == #"{"chat_id":5,"from_chat_id":-7,"message_id":9,"allow_paid_broadcast":true}"#
        )
        let button = BroadcastButton(text: "a", action: .url("https://a.b"))
        let media = BroadcastMessage.Media(kind: .video, fileID: "f")
        #expect(
            parameters(BroadcastMessage(media: media, buttons: [[button]]), name: "")
                == #"{"chat_id":5,"video":"f","reply_markup":{"inline_keyboard":[[{"text":"a","url":"https://a.b"}]]}}"#
        )
    }
}
