/// The thing that a broadcast sends: a text, media with a caption, or a copy of a message.
package struct BroadcastMessage: Sendable, Equatable {
    package struct Media: Sendable, Equatable {
        package enum Kind: String, Sendable, CaseIterable { case photo, video, document, animation }

        package var kind: Kind
        /// A file that Telegram has.
        package var fileID: String

        package init(kind: Kind, fileID: String) {
            self.kind = kind
            self.fileID = fileID
        }
    }

    /// A message that the bot sees.
    package struct Copy: Sendable, Equatable {
        package var chatID: Int64
        package var messageID: Int64

        package init(chatID: Int64, messageID: Int64) {
            self.chatID = chatID
            self.messageID = messageID
        }
    }

    /// May hold `placeholder`; empty where there is none.
    package var text: String
    package var isHTML: Bool
    package var media: Media?
    package var copy: Copy?
    /// Rows of buttons; their texts and actions hold no control characters.
    package var buttons: [[BroadcastButton]]

    package init(
        text: String = "",
        isHTML: Bool = false,
        media: Media? = nil,
        copy: Copy? = nil,
        buttons: [[BroadcastButton]] = []
    ) {
        self.text = text
        self.isHTML = isHTML
        self.media = media
        self.copy = copy
        self.buttons = buttons
    }

    /// Stands for the recipient's first name.
    package static let placeholder: String = "{first_name}"
}

/// A button below a broadcast's message.
package struct BroadcastButton: Sendable, Equatable {
    package enum Action: Sendable, Equatable {
        /// Opens an address.
        case url(String)
        /// Sends data to the bot.
        case callback(String)
    }

    package var text: String
    package var action: Action

    package init(text: String, action: Action) {
        self.text = text
        self.action = action
    }
}
