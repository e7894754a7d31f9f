internal import CPCRE2
import Glibc

/// The memory that PCRE2 writes to while it matches: one per thread, made at its first match and freed when it ends.
struct PatternScratch {
    /// `pcre2_match_data`.
    var data: OpaquePointer?
    /// `pcre2_match_context` with the limits.
    var context: OpaquePointer?
    /// `pcre2_jit_stack`.
    private var stack: OpaquePointer?

    /// Backtracking steps after which a search is given up.
    private static let matchLimit: UInt32 = 400_000
    /// Nested backtracking points, in the interpreter.
    private static let depthLimit: UInt32 = 100_000
    /// Memory of the interpreter, in KiB.
    private static let heapLimit: UInt32 = 32 * 1024
    /// Bytes of a thread's machine stack for matching; pages are touched only as they are needed.
    private static let stackSize: Int = 512 * 1024

    private static let key: pthread_key_t? = {
        var key: pthread_key_t = 0
        let status = pthread_key_create(&key) { (pointer: UnsafeMutableRawPointer?) in
            pointer.map { PatternScratch.free($0.assumingMemoryBound(to: PatternScratch.self)) }
        }
        return status == 0 ? key : nil
    }()

    /// The calling thread's scratch; nil where memory or thread keys have run out.
    ///
    /// The pointer is valid until the thread ends and must not be kept across a suspension.
    static func current() -> UnsafeMutablePointer<PatternScratch>? {
        guard let key else { return nil }
        if let pointer = pthread_getspecific(key) {
            return pointer.assumingMemoryBound(to: PatternScratch.self)
        }
        let scratch: UnsafeMutablePointer<PatternScratch> = .allocate(capacity: 1)
        scratch.initialize(to: PatternScratch())
        guard scratch.pointee.data != nil, scratch.pointee.context != nil, pthread_setspecific(key, scratch) == 0 else {
            free(scratch)
            return nil
        }
        return scratch
    }

    private init() {
        data = pcre2_match_data_create_8(1, nil)
        context = pcre2_match_context_create_8(nil)
        stack = pcre2_jit_stack_create_8(32 * 1024, PatternScratch.stackSize, nil)
        guard context != nil else { return }
        pcre2_set_match_limit_8(context, PatternScratch.matchLimit)
        pcre2_set_depth_limit_8(context, PatternScratch.depthLimit)
        pcre2_set_heap_limit_8(context, PatternScratch.heapLimit)
        if stack != nil { pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(stack)) }
    }

    private static func free(_ scratch: UnsafeMutablePointer<PatternScratch>) {
        pcre2_match_data_free_8(scratch.pointee.data)
        pcre2_match_context_free_8(scratch.pointee.context)
        pcre2_jit_stack_free_8(scratch.pointee.stack)
        scratch.deinitialize(count: 1)
        scratch.deallocate()
    }
}
