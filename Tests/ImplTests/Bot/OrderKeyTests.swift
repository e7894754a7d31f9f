import Domain
import Testing

@testable import Impl

/// What orders an update.
struct OrderKeyTests {
    private func read(_ text: String) -> ReceivedUpdate { ReceivedUpdate(updateID: 5, raw: Array(text.utf8)) }

    @Test(arguments: [
        (#"{"update_id":5,"message":{"chat":{"id":-7},"from":{"id":8}}}"#, OrderKey.chat(-7), "message"),
        (#"{"message":{"chat":{"id":7},"successful_payment":{}}}"#, .chat(7), "message/payment"),
        (#"{"callback_query":{"from":{"id":8},"message":{"chat":{"id":7}}}}"#, .user(8), "callback_query"),
        (#"{"callback_query":{"from":{"id":8},"inline_message_id":"x"}}"#, .user(8), "callback_query"),
        (#"{"pre_checkout_query":{"from":{"id":8}}}"#, .update(5), "pre_checkout_query"),
        (#"{"poll":{"id":"99"}}"#, .poll("99"), "poll"),
        (#"{"poll_answer":{"poll_id":"99","user":{"id":8}}}"#, .poll("99"), "poll_answer"),
        (#"{"my_chat_member":{"chat":{"id":7},"from":{"id":8}}}"#, .chat(7), "my_chat_member"),
        (#"{"chat_member":{"chat":{"id":7},"from":{"id":8}}}"#, .user(8), "chat_member"),
        (#"{"subscription":{"user":{"id":8}}}"#, .user(8), "subscription"),
    ])
    func updatesAreOrderedAsTelegramOrdersThem(text: String, key: OrderKey, kind: String) {
        let update = read(text)
        #expect(update.orderKey == key && update.kind == kind)
    }

    @Test(arguments: [
        "", "{", "[]", "{}", #"{"new_kind":{"chat":{"id":1}}}"#, #"{"message":7}"#, #"{"message":{"chat":{"id":"1"}}}"#,
    ])
    func whatCannotBeReadQueuesBehindNothing(text: String) { #expect(read(text).orderKey == .update(5)) }

    /// A key is part of an index of PostgreSQL, which has no NUL and no row of more than 2,704 bytes.
    @Test(arguments: ["", #"9\u00009"#, " 9", "é", String(repeating: "9", count: 65)])
    func aPollWhoseIDIsNoneOfTelegramsQueuesBehindNothing(id: String) {
        #expect(read(#"{"poll":{"id":"\#(id)"}}"#).orderKey == .update(5))
        #expect(read(#"{"poll_answer":{"poll_id":"\#(id)"}}"#).orderKey == .update(5))
    }

    @Test func everyKindOfTheContractHasItsPlace() throws {
        #expect(Set(UpdateKind.allCases.map(\.rawValue)).isSuperset(of: Bot.kinds))
    }

    @Test func partitionsAreTheSameInEachProcess() {
        #expect(OrderKey.chat(7).partition == OrderKey(text: "chat/7").partition)
        let used = Set((0..<1_000).map { OrderKey.chat($0).partition })
        #expect(used == Set(0..<32))
    }
}
