// SPDX-License-Identifier: GPL-3.0-or-later
// What a worker process gives up before it meets the bytes of a package, and how descriptors come to it.
#pragma once
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/// Exit status of a process in which an allocation failed after `confine_arm_memory`.
enum { CONFINE_EXIT_MEMORY = 86 };

/// Bytes and counts; 0 leaves a limit as it is.
typedef struct {
    uint64_t address_space, file_size, open_files, cpu_seconds;
} confine_limits;

/// Starts a program with `socket` as its standard input, nothing on its outputs and no other open file.
/// Returns 0 or an errno.
int confine_spawn(const char *program, char *const *arguments, char *const *environment, int socket, pid_t *child);

/// Sets the limits, hard and soft, and that there is no core dump. Returns 0 or an errno.
int confine_set_limits(const confine_limits *limits);
/// Lets the processor time run out `seconds` from now: the kernel then ends the process (SIGXCPU). Returns 0 or an errno.
int confine_allow_cpu(uint64_t seconds);
/// Ends this process when its parent ends. Returns 0, or an errno (ESRCH where the parent is gone already).
int confine_die_with_parent(pid_t parent);
/// Landlock: files can be read below `readable` and written below `writable` (NULL: nowhere) only. Paths that are not
/// there are passed over. Returns the version of the interface, 0 where the kernel has none, or a negative errno.
int confine_files(const char *const *readable, size_t count, const char *writable);
/// seccomp: no sockets, no programs, no processes, no signals to others, no tracing. Refused calls fail with EPERM.
/// Returns 0 or an errno.
int confine_calls(void);

/// From now on the process ends with CONFINE_EXIT_MEMORY when an allocation fails: libraries that go on without the
/// memory would give a part for the whole. Does nothing in builds with sanitizers, which have allocators of their own.
void confine_arm_memory(void);
/// Gives freed memory back to the system.
void confine_trim_memory(void);
/// 1 where a sanitizer is built in: its address space is far larger than any limit.
int confine_is_sanitized(void);

/// Sends bytes, and descriptors with the first of them. Returns what `sendmsg` returns; never raises SIGPIPE.
ssize_t confine_send(int socket, const void *bytes, size_t size, const int *descriptors, int count);
/// Receives bytes and at most `capacity` descriptors; more are closed. Returns what `recvmsg` returns.
ssize_t confine_receive(int socket, void *bytes, size_t size, int *descriptors, int capacity, int *count);

/// Things a confined process must not be able to do.
typedef enum {
    CONFINE_TRY_SOCKET, CONFINE_TRY_EXEC, CONFINE_TRY_FORK, CONFINE_TRY_KILL, CONFINE_TRY_TRACE, CONFINE_TRY_LIMIT,
} confine_attempt;

/// Tries it. Returns the errno of the refusal, 0 where it succeeded.
int confine_try(confine_attempt attempt);
