#pragma once
// The one C face of simdjson: parse a padded buffer, get the tape.
#include <stddef.h>
#include <stdint.h>
#ifdef __cplusplus
extern "C" {
#endif

/// A parsed document: simdjson's tape and string buffer, owned by this thread's parser until its next parse.
typedef struct {
    const uint64_t *tape;
    const uint8_t *strings;
    size_t tape_words;
    /// simdjson's error code; 0 is success.
    int error;
} csimdjson_document;

/// Parses `length` bytes at `bytes`; 64 bytes beyond them must be readable. At most 1,024 levels.
csimdjson_document csimdjson_parse(const uint8_t *bytes, size_t length);

/// The same with a parser of its own: a constant may be parsed while a document is being read.
csimdjson_document csimdjson_parse_constant(const uint8_t *bytes, size_t length);

#ifdef __cplusplus
}
#endif
