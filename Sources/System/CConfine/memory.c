// SPDX-License-Identifier: GPL-3.0-or-later
//
// Allocation functions that notice failure. poppler and others go on without the memory and give a part of a page as if it
// were all; a worker ends instead. They stand before glibc's own (glibc manual, "Replacing malloc") and call those.
#include "confine.h"

#include <errno.h>
#include <malloc.h>
#include <stdlib.h>
#include <unistd.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define SANITIZED 1
#endif
#endif

void confine_trim_memory(void) { malloc_trim(0); }

#if defined(SANITIZED) || !defined(__GLIBC__)

void confine_arm_memory(void) {}

int confine_is_sanitized(void) { return 1; }

#else

static volatile int armed = 0;

void confine_arm_memory(void) { armed = 1; }

int confine_is_sanitized(void) { return 0; }

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *block, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);

static inline void *checked(void *block, size_t size) {
    if (__builtin_expect(!block && size > 0 && armed, 0)) _exit(CONFINE_EXIT_MEMORY);
    return block;
}

void *malloc(size_t size) { return checked(__libc_malloc(size), size); }

void *calloc(size_t count, size_t size) { return checked(__libc_calloc(count, size), count && size ? 1 : 0); }

void *realloc(void *block, size_t size) { return checked(__libc_realloc(block, size), size); }

void *memalign(size_t alignment, size_t size) { return checked(__libc_memalign(alignment, size), size); }

void *aligned_alloc(size_t alignment, size_t size) { return checked(__libc_memalign(alignment, size), size); }

int posix_memalign(void **place, size_t alignment, size_t size) {
    if (alignment % sizeof(void *) || alignment == 0 || (alignment & (alignment - 1))) return EINVAL;
    void *block = checked(__libc_memalign(alignment, size), size);
    if (!block) return ENOMEM;
    *place = block;
    return 0;
}

#endif
