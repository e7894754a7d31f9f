internal import ContractRuntime
internal import Generated

extension Update {
    /// The payload member's name and the chat it belongs to.
    ///
    /// A kind that this version does not know is named where it is the only member it can be; otherwise it is "".
    var payload: (kind: String, chatID: Int64?) {
        guard let (kind, chatID) = messagePayload ?? chatPayload ?? userPayload ?? otherPayload else {
            return (unknownKind ?? "", nil)
        }
        return (kind.description, chatID)
    }

    /// The one object among the members that are not listed, where its name looks like one of Telegram's.
    private var unknownKind: String? {
        let objects: [JSONMember<JSONText>] = additionalMembers.filter { $0.value.bytes.first == UInt8(ascii: "{") }
        guard objects.count == 1, let name = objects.first?.name, (1...64).contains(name.utf8.count) else { return nil }
        return name.utf8.allSatisfy { $0 == UInt8(ascii: "_") || (0x61...0x7A).contains($0) } ? name : nil
    }

    private var messagePayload: (StaticString, Int64?)? {
        let messages: [(StaticString, TelegramMessage?)] = [
            ("message", message), ("edited_message", editedMessage), ("channel_post", channelPost),
            ("edited_channel_post", editedChannelPost), ("business_message", businessMessage),
            ("edited_business_message", editedBusinessMessage), ("guest_message", guestMessage),
        ]
        for case (let kind, let message?) in messages { return (kind, message.chat.id) }
        return nil
    }

    private var chatPayload: (StaticString, Int64?)? {
        let events: [(StaticString, ChatEvent?)] = [
            ("my_chat_member", myChatMember), ("chat_member", chatMember), ("chat_join_request", chatJoinRequest),
            ("message_reaction", messageReaction), ("message_reaction_count", messageReactionCount),
            ("chat_boost", chatBoost), ("removed_chat_boost", removedChatBoost),
            ("deleted_business_messages", deletedBusinessMessages),
        ]
        for case (let kind, let event?) in events { return (kind, event.chat.id) }
        return nil
    }

    private var userPayload: (StaticString, Int64?)? {
        if let callbackQuery { return ("callback_query", callbackQuery.message?.chat.id) }
        let events: [(StaticString, UserEvent?)] = [
            ("inline_query", inlineQuery), ("chosen_inline_result", chosenInlineResult),
            ("shipping_query", shippingQuery), ("pre_checkout_query", preCheckoutQuery),
            ("purchased_paid_media", purchasedPaidMedia),
        ]
        for case (let kind, .some) in events { return (kind, nil) }
        return nil
    }

    private var otherPayload: (StaticString, Int64?)? {
        if poll != nil { return ("poll", nil) }
        if pollAnswer != nil { return ("poll_answer", nil) }
        if businessConnection != nil { return ("business_connection", nil) }
        if managedBot != nil { return ("managed_bot", nil) }
        return nil
    }
}
