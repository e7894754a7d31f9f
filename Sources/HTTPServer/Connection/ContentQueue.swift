import HTTPTypes

/// Content that is sent from the arrays that it came in, each of which is let go as soon as it was taken.
struct ContentQueue {
    /// The next piece last.
    private var pieces: [[UInt8]] = []
    /// Bytes of the next piece that were taken.
    private var taken: Int = 0

    var isEmpty: Bool { pieces.isEmpty }

    /// Takes the content of an answer; empty pieces are none.
    mutating func append(_ response: borrowing HTTPResponse) {
        var all: [[UInt8]] = []
        all.reserveCapacity(response.rest.count + 1)
        for piece in response.rest.reversed() where !piece.isEmpty { all.append(piece) }
        if !response.body.isEmpty { all.append(response.body) }
        pieces = pieces.isEmpty ? all : all + pieces
    }

    /// The next piece and how much of it was taken; there is one.
    var next: (piece: [UInt8], taken: Int) { (pieces[pieces.count - 1], taken) }

    /// Notes that `count` bytes of the next piece were taken.
    mutating func advance(by count: Int) {
        taken += count
        guard let piece = pieces.last, taken == piece.count else { return }
        pieces.removeLast()
        taken = 0
        if pieces.isEmpty { pieces = [] }
    }

    mutating func removeAll() {
        pieces = []
        taken = 0
    }
}
