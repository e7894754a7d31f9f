import ContractRuntime
import Crypto
import Domain
import Generated
import Logging

extension Generated.Broadcast {
    /// The broadcast as the contract shows it.
    init(_ broadcast: Domain.Broadcast) {
        let message = broadcast.message
        self.init(
            id: broadcast.id,
            status: Generated.BroadcastStatus(broadcast.status),
            recipients: broadcast.recipients,
            sent: broadcast.progress.sent,
            failed: broadcast.progress.failed,
            unreachable: broadcast.progress.unreachable,
            remaining: broadcast.remaining,
            rate: broadcast.rate,
            etaSeconds: broadcast.secondsLeft,
            paid: broadcast.isPaid,
            price: broadcast.price.map(Stars.text),
            createdBy: String(broadcast.creator),
            createdAt: RFC3339.string(microseconds: broadcast.createdAt),
            scheduledAt: broadcast.scheduledAt.map(RFC3339.string(microseconds:)),
            startedAt: broadcast.startedAt.map(RFC3339.string(microseconds:)),
            completedAt: broadcast.completedAt.map(RFC3339.string(microseconds:)),
            text: message.text.isEmpty ? nil : message.text,
            parseMode: message.isHTML ? .html : nil,
            media: message.media.map { BroadcastMedia(type: Generated.BroadcastMediaType($0.kind), fileID: $0.fileID) },
            copy: message.copy.map { BroadcastCopy(chatID: $0.chatID, messageID: $0.messageID) },
            buttons: message.buttons.map { $0.map { Generated.BroadcastButton($0) } },
            filters: BroadcastFilters(broadcast.audience),
            fault: broadcast.fault.isEmpty ? nil : broadcast.fault
        )
    }
}

/// Sums of Telegram Stars in tenths, as the contract writes them.
enum Stars {
    static func text(tenths: Int64) -> String { "\(tenths / 10).\(tenths % 10)" }

    /// nil for what is no sum.
    static func tenths(_ text: String) -> Int64? {
        let parts = text.split(separator: ".")
        guard parts.count == 2, let whole = Int64(parts[0]), let tenths = Int64(parts[1]) else { return nil }
        let (product, isTooLarge) = whole.multipliedReportingOverflow(by: 10)
        return isTooLarge ? nil : product.addingReportingOverflow(tenths).partialValue
    }
}

extension Generated.BroadcastStatus {
    fileprivate init(_ status: Domain.Broadcast.Status) {
        switch status {
        case .draft: self = .draft
        case .scheduled: self = .scheduled
        case .inProgress: self = .inProgress
        case .paused: self = .paused
        case .completed: self = .completed
        case .failed: self = .failed
        case .cancelled: self = .cancelled
        }
    }
}

extension Generated.BroadcastMediaType {
    fileprivate init(_ kind: BroadcastMessage.Media.Kind) {
        switch kind {
        case .photo: self = .photo
        case .video: self = .video
        case .document: self = .document
        case .animation: self = .animation
        }
    }
}

extension Generated.BroadcastButton {
    fileprivate init(_ button: Domain.BroadcastButton) {
        switch button.action {
        case .url(let address): self.init(text: button.text, url: address)
        case .callback(let data): self.init(text: button.text, callbackData: data)
        }
    }
}

extension BroadcastFilters {
    fileprivate init(_ audience: BroadcastAudience) {
        self.init(
            languages: audience.languages.isEmpty ? nil : audience.languages,
            activeDays: audience.activeDays,
            completedTest: audience.completedTest,
            registeredAfter: audience.registeredAfter.map(RFC3339.string(microseconds:))
        )
    }
}

extension Domain.BroadcastDraft {
    /// What the contract lets through; moments that it calls date-times are such.
    init(_ body: Generated.BroadcastDraft, idempotencyKey: String, by creator: Int64) {
        var writer = JSONWriter()
        body.encode(into: &writer)
        let isPaid = body.paid ?? false
        self.init(
            creator: creator,
            idempotencyKey: idempotencyKey,
            contentHash: SHA256.hash(writer.bytes).hex,
            message: BroadcastMessage(body),
            audience: BroadcastAudience(
                languages: body.filters?.languages ?? [],
                activeDays: body.filters?.activeDays,
                completedTest: body.filters?.completedTest,
                registeredAfter: body.filters?.registeredAfter.flatMap(RFC3339.microseconds)
            ),
            scheduledAt: body.scheduledAt.flatMap(RFC3339.microseconds),
            rate: isPaid ? Broadcasting.paidRate : body.rate ?? Broadcasting.defaultRate,
            isPaid: isPaid
        )
    }
}

extension BroadcastMessage {
    fileprivate init(_ body: Generated.BroadcastDraft) {
        self.init(
            text: body.text ?? "",
            isHTML: body.parseMode == .html,
            media: body.media.map { Media(kind: Media.Kind($0.type), fileID: $0.fileID) },
            copy: body.copy.map { Copy(chatID: $0.chatID, messageID: $0.messageID) },
            buttons: (body.buttons ?? []).map { row in
                row.map { button in
                    Domain.BroadcastButton(
                        text: button.text,
                        action: button.url.map { .url($0) } ?? .callback(button.callbackData ?? "")
                    )
                }
            }
        )
    }
}

extension BroadcastMessage.Media.Kind {
    fileprivate init(_ type: Generated.BroadcastMediaType) {
        switch type {
        case .photo: self = .photo
        case .video: self = .video
        case .document: self = .document
        case .animation: self = .animation
        }
    }
}
