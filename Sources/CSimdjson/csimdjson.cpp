#include "csimdjson.h"

#include <simdjson.h>

namespace {
/// Documents beyond this are rare; their parser's memory is given back after the next small one.
constexpr size_t kKeepCapacity = 1 << 20;
/// Deeper than any limit of an operation: which one holds is the caller's to judge, so that no parse allocates for it.
constexpr size_t kMaxDepth = 1024;
}  // namespace

static csimdjson_document parse(simdjson::dom::parser &parser, const uint8_t *bytes, size_t length) {
    csimdjson_document out = {nullptr, nullptr, 0, 0};
    if (length == 0) {
        out.error = simdjson::EMPTY;
        return out;
    }
    const bool shrink = parser.capacity() > kKeepCapacity && length <= kKeepCapacity;
    if (length > parser.capacity() || shrink) {
        const size_t capacity = length < 4096 ? 4096 : length;
        out.error = parser.allocate(capacity, kMaxDepth);
        if (out.error) return out;
    }
    const auto result = parser.parse(bytes, length, false);
    out.error = result.error();
    if (out.error) return out;
    out.tape = parser.doc.tape.get();
    out.strings = parser.doc.string_buf.get();
    out.tape_words = static_cast<size_t>(out.tape[0] & 0x00FFFFFFFFFFFFFFULL);
    return out;
}

csimdjson_document csimdjson_parse(const uint8_t *bytes, size_t length) {
    // One parser a thread: its tape is reused, so that a parse allocates nothing once it is warm.
    thread_local simdjson::dom::parser parser;
    return parse(parser, bytes, length);
}

csimdjson_document csimdjson_parse_constant(const uint8_t *bytes, size_t length) {
    thread_local simdjson::dom::parser parser;
    return parse(parser, bytes, length);
}
