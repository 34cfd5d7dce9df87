// SPDX-License-Identifier: GPL-3.0-or-later
//
// Limits, Landlock and seccomp for a process about to read untrusted bytes. All of it is inherited by its threads and can
// not be taken back.
// Residual risks: kernels without Landlock leave files readable with the user's rights; the list of refused calls is a
// list of what is known to be dangerous, not of what is needed.
#define _GNU_SOURCE
#include "confine.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

// MARK: Limits

static int limit(int what, uint64_t value) {
    if (value == 0) return 0;
    struct rlimit now;
    if (getrlimit(what, &now) != 0) return errno;
    // Whoever started us may have set a lower one already.
    if (now.rlim_max != RLIM_INFINITY && value > now.rlim_max) value = now.rlim_max;
    const struct rlimit wanted = {.rlim_cur = value, .rlim_max = value};
    return setrlimit(what, &wanted) == 0 ? 0 : errno;
}

int confine_set_limits(const confine_limits *limits) {
    const struct rlimit none = {0, 0};
    if (setrlimit(RLIMIT_CORE, &none) != 0) return errno;
    int failed = limit(RLIMIT_AS, limits->address_space);
    if (!failed) failed = limit(RLIMIT_FSIZE, limits->file_size);
    if (!failed) failed = limit(RLIMIT_NOFILE, limits->open_files);
    if (!failed) failed = limit(RLIMIT_CPU, limits->cpu_seconds);
    return failed;
}

int confine_allow_cpu(uint64_t seconds) {
    struct timespec used;
    struct rlimit now;
    if (clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used) != 0 || getrlimit(RLIMIT_CPU, &now) != 0) return errno;
    now.rlim_cur = (rlim_t)used.tv_sec + 1 + seconds;
    if (now.rlim_max != RLIM_INFINITY && now.rlim_cur > now.rlim_max) now.rlim_cur = now.rlim_max;
    return setrlimit(RLIMIT_CPU, &now) == 0 ? 0 : errno;
}

int confine_die_with_parent(pid_t parent) {
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) return errno;
    return getppid() == parent ? 0 : ESRCH;
}

// MARK: Landlock (Documentation/userspace-api/landlock.rst); the numbers are the same on all architectures

enum { CALL_CREATE = 444, CALL_ADD = 445, CALL_RESTRICT = 446 };

#define FS_EXECUTE (1ULL << 0)
#define FS_WRITE_FILE (1ULL << 1)
#define FS_READ_FILE (1ULL << 2)
#define FS_READ_DIR (1ULL << 3)
#define FS_REMOVE_FILE (1ULL << 5)
#define FS_MAKE_REG (1ULL << 8)
#define FS_TRUNCATE (1ULL << 14)

typedef struct {
    uint64_t files, network, scopes;
} ruleset_attributes;

typedef struct __attribute__((packed)) {
    uint64_t allowed;
    int32_t parent;
} path_rule;

static int allow(int ruleset, const char *path, uint64_t rights) {
    const int folder = open(path, O_PATH | O_CLOEXEC);
    if (folder < 0) return 0;
    struct stat status;
    // Rights that only folders can have are refused for a file.
    if (fstat(folder, &status) == 0 && !S_ISDIR(status.st_mode)) rights &= FS_READ_FILE | FS_WRITE_FILE | FS_TRUNCATE;
    const path_rule rule = {.allowed = rights, .parent = folder};
    const int failed = syscall(CALL_ADD, ruleset, 1, &rule, 0) == 0 ? 0 : errno;
    close(folder);
    return failed;
}

int confine_files(const char *const *readable, size_t count, const char *writable) {
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return -errno;
    const long version = syscall(CALL_CREATE, NULL, 0, 1);
    if (version < 1) return 0;
    ruleset_attributes attributes = {.files = (1ULL << 13) - 1};
    size_t size = sizeof attributes.files;
    if (version >= 2) attributes.files |= 1ULL << 13;
    if (version >= 3) attributes.files |= FS_TRUNCATE;
    if (version >= 5) attributes.files |= 1ULL << 15;
    if (version >= 4) {
        attributes.network = 3;
        size = offsetof(ruleset_attributes, scopes);
    }
    if (version >= 6) {
        attributes.scopes = 3;
        size = sizeof attributes;
    }
    const int ruleset = (int)syscall(CALL_CREATE, &attributes, size, 0);
    if (ruleset < 0) return -errno;
    int failed = 0;
    for (size_t i = 0; i < count && !failed; ++i)
        failed = allow(ruleset, readable[i], (FS_READ_FILE | FS_READ_DIR) & attributes.files);
    if (writable && !failed) {
        const uint64_t own = FS_READ_FILE | FS_READ_DIR | FS_WRITE_FILE | FS_REMOVE_FILE | FS_MAKE_REG | FS_TRUNCATE;
        failed = allow(ruleset, writable, own & attributes.files);
    }
    if (!failed && syscall(CALL_RESTRICT, ruleset, 0) != 0) failed = errno;
    close(ruleset);
    return failed ? -failed : (int)version;
}

// MARK: seccomp

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

static const int refused[] = {
    // The network, and every other way of talking; what was opened before stays open.
    SYS_socket, SYS_socketpair, SYS_connect, SYS_bind, SYS_listen, SYS_accept, SYS_accept4,
    // Programs and processes.
    SYS_execve, SYS_execveat,
#ifdef SYS_fork
    SYS_fork, SYS_vfork,
#endif
    SYS_unshare, SYS_setns,
    // Other processes.
    SYS_kill, SYS_tkill, SYS_rt_sigqueueinfo, SYS_rt_tgsigqueueinfo, SYS_ptrace, SYS_process_vm_readv,
    SYS_process_vm_writev, SYS_pidfd_open, SYS_pidfd_send_signal, SYS_pidfd_getfd, SYS_kcmp, SYS_process_madvise,
    // Ways around this filter and corners of the kernel that no reader needs.
    SYS_io_uring_setup, SYS_io_uring_enter, SYS_io_uring_register, SYS_bpf, SYS_perf_event_open, SYS_userfaultfd,
    SYS_add_key, SYS_request_key, SYS_keyctl, SYS_open_by_handle_at, SYS_name_to_handle_at, SYS_personality,
    SYS_mount, SYS_umount2, SYS_pivot_root, SYS_chroot, SYS_move_mount, SYS_open_tree, SYS_fsopen, SYS_fsmount,
    SYS_swapon, SYS_swapoff, SYS_reboot, SYS_kexec_load, SYS_init_module, SYS_finit_module, SYS_delete_module, SYS_acct,
    SYS_quotactl, SYS_syslog, SYS_settimeofday, SYS_clock_settime, SYS_adjtimex, SYS_clock_adjtime, SYS_sethostname,
    SYS_setdomainname, SYS_setuid, SYS_setgid, SYS_setresuid, SYS_setresgid, SYS_setreuid, SYS_setregid, SYS_setgroups,
    SYS_shmget, SYS_shmat, SYS_msgget, SYS_semget, SYS_mq_open,
    // Landlock of Debian 12's kernel governs none of these.
    SYS_truncate, SYS_fchmod, SYS_fchmodat, SYS_fchown, SYS_fchownat, SYS_setxattr, SYS_lsetxattr, SYS_fsetxattr,
    SYS_removexattr, SYS_lremovexattr, SYS_fremovexattr, SYS_utimensat,
#ifdef SYS_chmod
    SYS_chmod, SYS_chown, SYS_lchown,
#endif
};

#define CALL offsetof(struct seccomp_data, nr)
// The low half of an argument; both architectures are little-endian.
#define ARGUMENT(n) (offsetof(struct seccomp_data, args) + 8 * (n))
#define LOAD(place) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (place))
#define IF(test, value, then, otherwise) BPF_JUMP(BPF_JMP | (test) | BPF_K, (value), (then), (otherwise))
#define ANSWER(value) BPF_STMT(BPF_RET | BPF_K, (value))
#define REFUSE ANSWER(SECCOMP_RET_ERRNO | EPERM)
#define ALLOW ANSWER(SECCOMP_RET_ALLOW)

int confine_calls(void) {
#ifndef ARCHITECTURE
    return ENOSYS;
#else
    enum { REFUSED = sizeof refused / sizeof refused[0] };
    const struct sock_filter head[] = {
        LOAD(offsetof(struct seccomp_data, arch)),
        IF(BPF_JEQ, ARCHITECTURE, 1, 0),
        ANSWER(SECCOMP_RET_KILL_PROCESS),
        LOAD(CALL),
#ifdef __x86_64__
        // The x32 numbers are another way to the same calls.
        IF(BPF_JGE, 0x40000000, 0, 1),
        REFUSE,
#endif
        // glibc falls back to clone, whose flags can be seen; threads may begin, processes may not.
        IF(BPF_JEQ, SYS_clone3, 0, 1),
        ANSWER(SECCOMP_RET_ERRNO | ENOSYS),
        IF(BPF_JEQ, SYS_clone, 0, 4),
        LOAD(ARGUMENT(0)),
        IF(BPF_JSET, CLONE_THREAD, 0, 1),
        ALLOW,
        REFUSE,
        // abort() and raise() signal their own process.
        IF(BPF_JEQ, SYS_tgkill, 0, 4),
        LOAD(ARGUMENT(0)),
        IF(BPF_JEQ, (uint32_t)getpid(), 0, 1),
        ALLOW,
        REFUSE,
        IF(BPF_JEQ, SYS_prlimit64, 0, 4),
        LOAD(ARGUMENT(0)),
        IF(BPF_JEQ, 0, 0, 1),
        ALLOW,
        REFUSE,
    };
    enum { HEAD = sizeof head / sizeof head[0] };
    struct sock_filter filter[HEAD + 2 * REFUSED + 1];
    memcpy(filter, head, sizeof head);
    size_t length = HEAD;
    for (int i = 0; i < REFUSED; ++i) {
        filter[length++] = (struct sock_filter)IF(BPF_JEQ, (uint32_t)refused[i], 0, 1);
        filter[length++] = (struct sock_filter)REFUSE;
    }
    filter[length++] = (struct sock_filter)ALLOW;
    const struct sock_fprog program = {.len = (unsigned short)length, .filter = filter};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return errno;
    // All threads, should a library have started one already.
    if (syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &program) != 0) return errno;
    return 0;
#endif
}

// MARK: Trying it

int confine_try(confine_attempt attempt) {
    switch (attempt) {
    case CONFINE_TRY_SOCKET: {
        const int made = socket(AF_INET, SOCK_STREAM, 0);
        if (made < 0) return errno;
        close(made);
        return 0;
    }
    case CONFINE_TRY_EXEC: {
        char *const arguments[] = {"true", NULL}, *const environment[] = {NULL};
        execve("/bin/true", arguments, environment);
        return errno;
    }
    case CONFINE_TRY_FORK: {
        const pid_t child = fork();
        if (child == 0) _exit(0);
        if (child < 0) return errno;
        waitpid(child, NULL, 0);
        return 0;
    }
    case CONFINE_TRY_KILL: return kill(getppid(), 0) == 0 ? 0 : errno;
    case CONFINE_TRY_TRACE: return ptrace(PTRACE_ATTACH, getppid(), 0, 0) == 0 ? 0 : errno;
    case CONFINE_TRY_LIMIT: {
        const struct rlimit none = {RLIM_INFINITY, RLIM_INFINITY};
        return prlimit(getppid(), RLIMIT_CORE, &none, NULL) == 0 ? 0 : errno;
    }
    }
    return ENOSYS;
}
