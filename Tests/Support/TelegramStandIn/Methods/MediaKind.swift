/// The kinds of media that a message may carry.
enum MediaKind: String, CaseIterable, Sendable {
    case photo, video, document, animation

    /// The method that sends one.
    var method: String { "send" + rawValue.prefix(1).uppercased() + rawValue.dropFirst() }

    /// The members of a message with the file of this id.
    func content(fileID: String) -> [String: JSON] {
        let file: [String: JSON] = ["file_id": .string(fileID), "file_unique_id": .string("u" + fileID.suffix(16))]
        let size: [String: JSON] = ["width": 640, "height": 480]
        let sized = JSON.object(file.merging(size) { $1 })
        let moving = JSON.object(file.merging(size) { $1 }.merging(["duration": 1]) { $1 })
        return switch self {
        case .photo: ["photo": [sized]]
        case .video: ["video": moving]
        case .document: ["document": .object(file)]
        // Telegram sends such a file as a document too, for programs that know no animations.
        case .animation: ["animation": moving, "document": .object(file)]
        }
    }

    /// The members of a message's content that are media.
    static let members: Set<String> = Set(allCases.map(\.rawValue))
}
