// Stands in for the C library's allocator in whatever executable links it, and counts. Swift's runtime and C++'s
// operator new come through here too, since an executable's symbols win over those of shared libraries. glibc keeps
// its own functions reachable under the names below; memory still comes from it, so its `free` takes all of it back.
#include "allocation_counter.h"

#include <errno.h>
#include <stddef.h>

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *block, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);

// In an executable this needs no allocation of its own, so counting cannot call itself.
static _Thread_local uint64_t total;

uint64_t allocation_counter_total(void) { return total; }

void *malloc(size_t size) {
    total += 1;
    return __libc_malloc(size);
}

void *calloc(size_t count, size_t size) {
    total += 1;
    return __libc_calloc(count, size);
}

void *realloc(void *block, size_t size) {
    total += 1;
    return __libc_realloc(block, size);
}

void *memalign(size_t alignment, size_t size) {
    total += 1;
    return __libc_memalign(alignment, size);
}

void *aligned_alloc(size_t alignment, size_t size) {
    total += 1;
    return __libc_memalign(alignment, size);
}

int posix_memalign(void **block, size_t alignment, size_t size) {
    if (alignment % sizeof(void *) != 0 || alignment == 0 || (alignment & (alignment - 1)) != 0) return EINVAL;
    total += 1;
    void *made = __libc_memalign(alignment, size);
    if (made == NULL) return ENOMEM;
    *block = made;
    return 0;
}
