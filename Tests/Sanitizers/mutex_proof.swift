import Glibc
import Synchronization

// Four threads count up one number, behind a Mutex, or behind nothing where the word `unlocked` is said. Under the
// thread sanitizer (`scripts/sanitize proof`) the first is reported without mutex_annotations.c, and not with it; the
// second always is.

/// `@unchecked Sendable`: it is not, where `unlocked` is used, which is the point.
final class Number: @unchecked Sendable {
    let locked = Mutex(0)
    var unlocked: Int = 0
}

let number = Number()
let isLocked: Bool = CommandLine.arguments.last != "unlocked"

func count() {
    for _ in 0..<100_000 {
        if isLocked { number.locked.withLock { $0 += 1 } } else { number.unlocked += 1 }
    }
}

var threads: [pthread_t] = []
for _ in 0..<4 {
    var thread: pthread_t = 0
    pthread_create(
        &thread,
        nil,
        { _ in
            count()
            return nil
        },
        nil
    )
    threads.append(thread)
}
for thread in threads { pthread_join(thread, nil) }
