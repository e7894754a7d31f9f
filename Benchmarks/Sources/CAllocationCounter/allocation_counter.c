// Stands in for the C library's allocator in whatever executable links it, and counts. Swift's runtime and C++'s
// operator new come through here too, since an executable's symbols win over those of shared libraries. glibc keeps
// its own functions reachable under the names below; memory still comes from it, so its `free` takes all of it back.
//
// With COUNT_INTO_FILE it is a library to preload: it counts for all threads, into the file that ALLOCATION_COUNT names,
// which others can read meanwhile.
#include "allocation_counter.h"

#include <errno.h>
#include <stddef.h>

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *block, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);

#ifdef COUNT_INTO_FILE
#include <fcntl.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

static _Atomic uint64_t before_start;
static _Atomic uint64_t *_Atomic total = &before_start;

__attribute__((constructor)) static void start(void) {
    const char *path = getenv("ALLOCATION_COUNT");
    int file = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
    if (file < 0) return;
    void *page = mmap(NULL, sizeof(uint64_t), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    close(file);
    if (page != MAP_FAILED) total = page;
}

uint64_t allocation_counter_total(void) { return *total; }

static void note(void) { atomic_fetch_add_explicit(total, 1, memory_order_relaxed); }
#else
// In an executable this needs no allocation of its own, so counting cannot call itself.
static _Thread_local uint64_t total;

uint64_t allocation_counter_total(void) { return total; }

static void note(void) { total += 1; }
#endif

void *malloc(size_t size) {
    note();
    return __libc_malloc(size);
}

void *calloc(size_t count, size_t size) {
    note();
    return __libc_calloc(count, size);
}

void *realloc(void *block, size_t size) {
    note();
    return __libc_realloc(block, size);
}

void *memalign(size_t alignment, size_t size) {
    note();
    return __libc_memalign(alignment, size);
}

void *aligned_alloc(size_t alignment, size_t size) {
    note();
    return __libc_memalign(alignment, size);
}

int posix_memalign(void **block, size_t alignment, size_t size) {
    if (alignment % sizeof(void *) != 0 || alignment == 0 || (alignment & (alignment - 1)) != 0) return EINVAL;
    note();
    void *made = __libc_memalign(alignment, size);
    if (made == NULL) return ENOMEM;
    *block = made;
    return 0;
}
