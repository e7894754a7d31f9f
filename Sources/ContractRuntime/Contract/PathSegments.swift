import HTTPTypes

/// The segments of a path between its slashes; a trailing slash makes an empty last one. Paths of more than 16
/// segments count as having none: no route is that long.
package struct PathSegments {
    private let path: Bytes
    private var ends: InlineArray<17, Int> = InlineArray(repeating: 0)
    package private(set) var count: Int = 0

    package init(_ path: Bytes) {
        self.path = path
        guard path.count > 0, path.start[0] == 0x2F else { return }
        var index = 1
        while index <= path.count {
            if index == path.count || path.start[index] == 0x2F {
                guard count < 16 else {
                    count = 0
                    return
                }
                count += 1
                ends[count] = index
            }
            index += 1
        }
    }

    package subscript(position: Int) -> Bytes {
        precondition(position >= 0 && position < count)
        return path.slice(ends[position] + 1, ends[position + 1])
    }
}
