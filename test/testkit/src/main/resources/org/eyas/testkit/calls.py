"""Makes system calls and says what their events must hold.

For each call one line on standard output: case number, thread, event code, name, and the bytes of every parameter in hex;
"-" stands for an empty one, "*" for one that nobody can know before. In front of each call stands a prctl that no kernel
knows, with the case number in it, so that the test finds the call among those of the interpreter.
"""
import ctypes, fcntl, os, select, signal, socket, struct, sys, tempfile, threading, time

libc = ctypes.CDLL(None, use_errno=True)
libc.syscall.restype = ctypes.c_long
MARK = 0x4D41524B
ANY = None
case = 0

NR = dict(line.split() for line in open(sys.argv[1]))


def call(name, *args):
    """The kernel's own result: -errno where it failed."""
    values = [ctypes.c_long(a) if isinstance(a, int) else a for a in args]
    result = libc.syscall(ctypes.c_long(int(NR[name])), *values)
    return result if result != -1 else -ctypes.get_errno()


def mark():
    global case
    case += 1
    call("prctl", MARK, case, 0, 0, 0)


def expect(code, name, *params, tid=None):
    hexed = ["*" if p is ANY else p.hex() or "-" for p in params]
    print(case, tid or os.getpid(), code, name, *hexed, flush=True)


def s64(v): return struct.pack("<q", v)
def u64(v): return struct.pack("<Q", v & (1 << 64) - 1)
def u32(v): return struct.pack("<I", v & 0xFFFFFFFF)
def u16(v): return struct.pack("<H", v & 0xFFFF)
def u8(v): return struct.pack("<B", v & 0xFF)
def text(v): return (v.encode() if isinstance(v, str) else v) + b"\0"
def c(v): return ctypes.c_char_p(v.encode() if isinstance(v, str) else v)


def check(code, name, args, build):
    """One call: build gets its result and returns the parameters."""
    mark()
    result = call(name, *args)
    expect(code, name, *build(result))
    return result


def scap_dev(dev):
    major, minor = os.major(dev), os.minor(dev)
    return (minor & 0xFF) | (major << 8) | ((minor & ~0xFF) << 12)


def place(fd):
    stat = os.fstat(fd) if fd >= 0 else None
    return [u32(scap_dev(stat.st_dev)), u64(stat.st_ino)] if stat else [u32(0), u64(0)]


home = tempfile.mkdtemp(prefix="eyas-calls-")
os.chdir(home)
CWD = -100
F = home + "/file"
x86 = os.uname().machine == "x86_64"

# --- files
if x86:
    fd = check(3, "open", [c(F), os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o640],
               lambda r: [s64(r), text(F), u32(3 | 4 | 0x1000 | 0x4000), u32(0o640), *place(r)])
    check(5, "close", [fd], lambda r: [s64(r), s64(fd)])
    check(3, "open", [c("/nowhere"), os.O_WRONLY | os.O_TRUNC | os.O_APPEND, 0],
          lambda r: [s64(-2), text("/nowhere"), u32(2 | 0x100 | 8), u32(0), u32(0), u64(0)])
    check(59, "creat", [c(F), 0o600], lambda r: [s64(r), text(F), u32(0o600), *place(r), u16(0)])
open(F, "w").write("hello")
fd = check(307, "openat", [CWD, c("file"), os.O_RDONLY, 0],
           lambda r: [s64(r), s64(CWD), text("file"), u32(1), u32(0), *place(r)])
check(7, "read", [fd, buffer := ctypes.create_string_buffer(100), 100],
      lambda r: [s64(5), b"hello", s64(fd), u32(100)])
check(7, "read", [fd, buffer, 100], lambda r: [s64(0), b"", s64(fd), u32(100)])
check(113, "pread64", [fd, buffer, 3, 1], lambda r: [s64(3), b"ell", s64(fd), u32(3), u64(1)])
check(87, "lseek", [fd, 2, 0], lambda r: [s64(2), s64(fd), u64(2), u8(0)])
check(5, "close", [fd], lambda r: [s64(0), s64(fd)])
check(5, "close", [-1], lambda r: [s64(-9), s64(-1)])
how = struct.pack("<QQQ", os.O_CREAT | os.O_WRONLY, 0o644, 8)
fd = check(327, "openat2", [CWD, c("two"), c(how), len(how)],
           lambda r: [s64(r), s64(CWD), text("two"), u32(2 | 4 | 0x4000), u32(0o644), u32(1), *place(r)])
check(9, "write", [fd, c("x" * 200), 200], lambda r: [s64(200), b"x" * 80, s64(fd), u32(200)])
check(9, "write", [-1, c("abc"), 3], lambda r: [s64(-9), b"abc", s64(-1), u32(3)])
check(115, "pwrite64", [fd, c("yy"), 2, 7], lambda r: [s64(2), b"yy", s64(fd), u32(2), u64(7)])
first, second = ctypes.create_string_buffer(b"one"), ctypes.create_string_buffer(b"second")
iov = struct.pack("<QQQQ", ctypes.addressof(first), 3, ctypes.addressof(second), 6)
check(119, "writev", [fd, c(iov), 2], lambda r: [s64(9), b"onesecond", s64(fd), u32(9)])
check(123, "pwritev", [fd, c(iov), 2, 5, 0], lambda r: [s64(9), b"onesecond", s64(fd), u32(9), u64(5)])
check(317, "fchmod", [fd, 0o4711], lambda r: [s64(0), s64(fd), u32(0o4711)])
check(383, "fchown", [fd, 0, 0], lambda r: [s64(r), s64(fd), u32(0), u32(0)])
check(243, "flock", [fd, 2 | 4], lambda r: [s64(0), s64(fd), u32(6)])
check(71, "fstat", [fd, ctypes.create_string_buffer(200)], lambda r: [s64(0), s64(fd)])
read_fd = os.open("two", os.O_RDONLY)
check(117, "readv", [read_fd, c(iov), 2], lambda r: [s64(9), u32(9), ANY, s64(read_fd)])
check(121, "preadv", [read_fd, c(iov), 2, 1, 0], lambda r: [s64(9), u32(9), ANY, s64(read_fd), u64(1)])
check(189, "sendfile", [fd, read_fd, 0, 4], lambda r: [s64(4), u64(0), s64(fd), s64(read_fd), u64(4)])
check(333, "copy_file_range", [read_fd, 0, fd, 0, 3, 0],
      lambda r: [s64(r), s64(fd), u64(0), s64(read_fd), u64(0), u64(3)])
check(239, "getdents64", [fd, buffer, 100], lambda r: [s64(-20), s64(fd)])
check(171, "ioctl", [fd, 0x5413, 77], lambda r: [s64(-25), s64(fd), u64(0x5413), u64(77)])
# --- paths
if x86:
    check(277, "mkdir", [c("dir"), 0o750], lambda r: [s64(0), text("dir"), u32(0o750)])
    check(67, "stat", [c("dir"), ctypes.create_string_buffer(200)], lambda r: [s64(0), text("dir")])
    check(69, "lstat", [c("dir"), ctypes.create_string_buffer(200)], lambda r: [s64(0), text("dir")])
    check(265, "access", [c("dir"), 6], lambda r: [s64(0), text("dir"), u32(6)])
    check(279, "rmdir", [c("dir")], lambda r: [s64(0), text("dir")])
    check(175, "rename", [c("two"), c("three")], lambda r: [s64(0), text("two"), text("three")])
    check(309, "link", [c("three"), c("four")], lambda r: [s64(0), text("three"), text("four")])
    check(301, "unlink", [c("four")], lambda r: [s64(0), text("four")])
    check(179, "symlink", [c("to"), c("sym")], lambda r: [s64(0), text("to"), text("sym")])
    check(315, "chmod", [c("three"), 0o1777], lambda r: [s64(0), text("three"), u32(0o1777)])
    check(379, "chown", [c("three"), 1, 2], lambda r: [s64(r), text("three"), u32(1), u32(2)])
    check(381, "lchown", [c("sym"), 3, 4], lambda r: [s64(r), text("sym"), u32(3), u32(4)])
    check(415, "mknod", [c("fifo"), 0o10644, 0], lambda r: [s64(0), text("fifo"), u32(0o10644), u32(0)])
else:
    os.rename("two", "three")
check(305, "mkdirat", [CWD, c("dir2"), 0o700], lambda r: [s64(0), s64(CWD), text("dir2"), u32(0o700)])
check(303, "unlinkat", [CWD, c("dir2"), 0x200], lambda r: [s64(0), s64(CWD), text("dir2"), u32(0x200)])
check(319, "renameat2", [CWD, c("three"), CWD, c("five"), 1],
      lambda r: [s64(0), s64(CWD), text("three"), s64(CWD), text("five"), u32(1)])
check(177, "renameat", [CWD, c("five"), CWD, c("six")],
      lambda r: [s64(0), s64(CWD), text("five"), s64(CWD), text("six")])
check(311, "linkat", [CWD, c("six"), CWD, c("seven"), 0x400],
      lambda r: [s64(0), s64(CWD), text("six"), s64(CWD), text("seven"), u32(0x400)])
check(181, "symlinkat", [c("target"), CWD, c("sym2")], lambda r: [s64(0), text("target"), s64(CWD), text("sym2")])
check(313, "fchmodat", [CWD, c("six"), 0o600], lambda r: [s64(0), s64(CWD), text("six"), u32(0o600)])
check(313, "fchmodat2", [CWD, c("six"), 0o600, 0], lambda r: [s64(r), s64(CWD), text("six"), u32(0o600)])
check(385, "fchownat", [CWD, c("six"), 5, 6, 0x100],
      lambda r: [s64(r), s64(CWD), text("six"), u32(5), u32(6), u32(0x400)])
check(419, "newfstatat", [CWD, c("six"), ctypes.create_string_buffer(200), 0x100],
      lambda r: [s64(0), s64(CWD), text("six"), u32(0x100)])
check(417, "mknodat", [CWD, c("node"), 0o20600, os.makedev(1, 3)],
      lambda r: [s64(r), s64(CWD), text("node"), u32(0o20600), ANY])
check(95, "chdir", [c("/")], lambda r: [s64(0), text("/")])
home_fd = os.open(home, os.O_RDONLY)
check(97, "fchdir", [home_fd], lambda r: [s64(0), s64(home_fd)])
check(93, "getcwd", [buffer, 100], lambda r: [s64(r), text(home)])
check(267, "chroot", [c("/nowhere")], lambda r: [s64(r), text("/nowhere")])
check(257, "mount", [c("src"), c("/nowhere"), c("tmpfs"), 0xC0ED0000 | 1, 0],
      lambda r: [s64(r), text("src"), text("/nowhere"), text("tmpfs"), u32(1)])
check(391, "umount2", [c("/nowhere"), 2], lambda r: [s64(r), text("/nowhere"), u32(2)])
check(373, "fsconfig", [-1, 1, c("key"), c("value"), 0],
      lambda r: [s64(r), s64(-1), u32(1), text("key"), b"", b"", u32(0)])
# --- descriptors
fd2 = check(367, "dup", [fd], lambda r: [s64(r), s64(fd)])
if x86:
    check(363, "dup2", [fd, 77], lambda r: [s64(77), s64(fd), s64(77)])
check(365, "dup3", [fd, 78, os.O_CLOEXEC], lambda r: [s64(78), s64(fd), s64(78), u32(0x1000)])
check(151, "fcntl", [fd, 1030, 90], lambda r: [s64(r), s64(fd), u8(0x1A), u64(90)])
check(451, "close_range", [77, 78, 0], lambda r: [s64(0), u32(77), u32(78), u32(0)])
pair = (ctypes.c_int * 2)()
if x86:
    check(61, "pipe", [pair], lambda r: [s64(0), s64(pair[0]), s64(pair[1]), u64(os.fstat(pair[0]).st_ino)])
check(393, "pipe2", [pair, os.O_CLOEXEC | os.O_NONBLOCK],
      lambda r: [s64(0), s64(pair[0]), s64(pair[1]), u64(os.fstat(pair[0]).st_ino), u32(0x1040)])
check(167, "splice", [pair[0], 0, fd, 0, 10, 2], lambda r: [s64(-11), s64(pair[0]), s64(fd), u64(10), u32(2)])
if x86:
    check(63, "eventfd", [7], lambda r: [s64(r), u64(7), u32(0)])
    check(139, "inotify_init", [], lambda r: [s64(r), u8(0)])
    check(375, "epoll_create", [9], lambda r: [s64(r), u32(9)])
check(397, "eventfd2", [5, os.O_NONBLOCK], lambda r: [s64(r), u16(0x40), u64(5)])
check(399, "signalfd4", [-1, ctypes.create_string_buffer(8), 8, os.O_CLOEXEC],
      lambda r: [s64(r), u16(0x1000), s64(-1), u32(0)])
check(137, "timerfd_create", [1, 0o4000], lambda r: [s64(r), u8(1), u8(0x40)])
check(395, "inotify_init1", [os.O_CLOEXEC], lambda r: [s64(r), u16(0x1000)])
check(377, "epoll_create1", [os.O_CLOEXEC], lambda r: [s64(r), u32(1)])
check(405, "memfd_create", [c("mem"), 3], lambda r: [s64(r), text("mem"), u32(3)])
check(321, "userfaultfd", [1], lambda r: [s64(r), u32(1)])
pidfd = check(409, "pidfd_open", [os.getpid(), 0], lambda r: [s64(r), s64(os.getpid()), u32(0)])
check(407, "pidfd_getfd", [pidfd, fd, 0], lambda r: [s64(r), s64(pidfd), s64(fd), u32(0)])
check(369, "bpf", [5, 0, 0], lambda r: [s64(r), u32(5)])
params = struct.pack("<10I", 0, 0, 8, 0, 0, 0, 0, 0, 0, 0) + bytes(80)
check(339, "io_uring_setup", [4, ctypes.create_string_buffer(params, 120)],
      lambda r: [s64(r), u32(4), ANY, ANY, ANY, u32(0), u32(0), ANY])
check(341, "io_uring_enter", [-1, 1, 2, 1, 0, 0], lambda r: [s64(r), s64(-1), u32(1), u32(2), u32(1), u32(0)])
check(343, "io_uring_register", [-1, 5, 0x77, 3], lambda r: [s64(r), s64(-1), u16(5), u64(0x77), u32(3)])
# --- waiting
polls = struct.pack("<ihhihh", pair[0], 1, 0, 1000, 1, 0)
if x86:
    check(81, "poll", [ctypes.create_string_buffer(polls, 16), 2, 0],
          lambda r: [s64(1), u16(2) + s64(pair[0]) + u16(0) + s64(1000) + u16(0x40), s64(0)])
left = ctypes.create_string_buffer(struct.pack("<qq", 1, 0), 16)  # the kernel writes back what is left of it
check(255, "ppoll", [ctypes.create_string_buffer(polls, 16), 2, left, c(struct.pack("<q", 0x1001)), 8],
      lambda r: [s64(1), u16(2) + s64(pair[0]) + u16(0) + s64(1000) + u16(0x40),
                 u64(struct.unpack("<qq", left.raw)[0] * 10**9 + struct.unpack("<qq", left.raw)[1]), u32(0x1001)])
check(135, "nanosleep", [c(struct.pack("<qq", 0, 1000)), 0], lambda r: [s64(0), u64(1000)])
word = ctypes.c_int(1)
check(65, "futex", [ctypes.byref(word), 128 | 0, 2, 0, 0, 0],
      lambda r: [s64(-11), u64(ctypes.addressof(word)), u16(0x80), u64(2)])
# --- memory
swap = u32(int(next(l for l in open("/proc/self/status") if l.startswith("VmSwap")).split()[1]))
check(161, "mmap", [0, 4096, 3, 0x22, -1, 0],
      lambda r: [s64(r), ANY, ANY, swap, u64(0), u64(4096), u32(3), u32(2 | 8), s64(-1), u64(0)])
check(165, "munmap", [0x1000, 4096], lambda r: [s64(0), ANY, ANY, swap, u64(0x1000), u64(4096)])
check(329, "mprotect", [0x1000, 4096, 5], lambda r: [s64(-12), u64(0x1000), u64(4096), u32(5)])
check(159, "brk", [0], lambda r: [s64(r), ANY, ANY, swap, u64(0)])
check(345, "mlock", [0x1000, 1], lambda r: [s64(r), u64(0x1000), u64(1)])
check(371, "mlock2", [0x1000, 1, 1], lambda r: [s64(r), u64(0x1000), u64(1), u32(1)])
check(347, "munlock", [0x1000, 1], lambda r: [s64(r), u64(0x1000), u64(1)])
check(349, "mlockall", [8], lambda r: [s64(-22), u32(0)])
check(351, "munlockall", [], lambda r: [s64(0)])
# --- signals, ids, limits
check(129, "kill", [os.getpid(), 0], lambda r: [s64(0), s64(os.getpid()), u8(0)])
check(131, "tkill", [os.getpid(), 0], lambda r: [s64(0), s64(os.getpid()), u8(0)])
check(133, "tgkill", [os.getpid(), os.getpid(), 0], lambda r: [s64(0), s64(os.getpid()), s64(os.getpid()), u8(0)])
signal.signal(signal.SIGTERM, lambda *_: None)
mark()
call("kill", os.getpid(), 15)
expect(232, "signal", s64(os.getpid()), s64(os.getpid()), u8(15))
for code, name in [(203, "getuid"), (205, "geteuid"), (207, "getgid"), (209, "getegid")]:
    check(code, name, [], lambda r: [u32(r)])
ids = [ctypes.c_uint() for _ in range(3)]
refs = [ctypes.byref(i) for i in ids]
check(211, "getresuid", refs, lambda r: [s64(0), u32(ids[0].value), u32(ids[1].value), u32(ids[2].value)])
check(213, "getresgid", refs, lambda r: [s64(0), u32(ids[0].value), u32(ids[1].value), u32(ids[2].value)])
uid, gid = os.getuid(), os.getgid()
check(199, "setuid", [uid], lambda r: [s64(0), u32(uid)])
check(201, "setgid", [gid], lambda r: [s64(0), u32(gid)])
check(427, "setreuid", [-1, uid], lambda r: [s64(0), u32(-1), u32(uid)])
check(429, "setregid", [-1, gid], lambda r: [s64(0), u32(-1), u32(gid)])
check(193, "setresuid", [-1, uid, -1], lambda r: [s64(0), u32(-1), u32(uid), u32(-1)])
check(195, "setresgid", [-1, gid, -1], lambda r: [s64(0), u32(-1), u32(gid), u32(-1)])
check(295, "setpgid", [0, 0], lambda r: [s64(r), s64(0), s64(0)])
check(275, "setsid", [], lambda r: [s64(r)])
limit = struct.pack("<QQ", 900, 1000)
if x86:
    check(141, "getrlimit", [7, two := ctypes.create_string_buffer(16)],
          lambda r: [s64(0), two.raw[:8], two.raw[8:], u8(7)])
    check(143, "setrlimit", [99, c(limit)], lambda r: [s64(-22), s64(900), s64(1000), u8(0xFF)])
check(145, "prlimit64", [0, 4, 0, old := ctypes.create_string_buffer(16)],
      lambda r: [s64(0), s64(0), s64(0), old.raw[:8], old.raw[8:], s64(0), u8(4)])
check(401, "prctl", [15, c("renamed"), 0, 0, 0], lambda r: [s64(0), u32(15), text("renamed"), s64(0)])
check(401, "prctl", [36, 1, 0, 0, 0], lambda r: [s64(0), u32(36), b"", s64(1)])
check(401, "prctl", [37, ctypes.byref(word), 0, 0, 0], lambda r: [s64(0), u32(37), b"", s64(1)])
status = dict(l.split(":\t") for l in open("/proc/self/status").read().splitlines() if ":\t" in l)
caps = [u64(int(status[n], 16)) for n in ("CapInh", "CapPrm", "CapEff")]
check(353, "capset", [0, 0], lambda r: [s64(r), *caps])
check(299, "seccomp", [9, 3, 0], lambda r: [s64(-22), u64(9), u64(3)])
check(169, "ptrace", [16, 0, 5, 6],
      lambda r: [s64(r), u8(0) + u64(0), u8(0) + u64(0), u16(0xB), s64(0)])
check(241, "setns", [-1, 0x20000000], lambda r: [s64(-9), s64(-1), u32(0x40)])
check(285, "unshare", [0], lambda r: [s64(0), u32(0)])
check(411, "init_module", [c("image"), 5, c("args")], lambda r: [s64(r), b"image", u64(5), text("args")])
check(413, "finit_module", [-1, c("args"), 3], lambda r: [s64(r), s64(-1), text("args"), u32(3)])
check(425, "delete_module", [c("nomodule"), 0o4000], lambda r: [s64(r), text("nomodule"), u32(2)])
check(453, "keyctl", [1, c("ring"), 0, 0, 0], lambda r: [s64(r), u32(1), u8(1) + text("ring"), *[u8(0) + u64(0)] * 3])
check(453, "keyctl", [10, 1, c("user"), c("d"), 7],
      lambda r: [s64(r), u32(10), u8(0) + u64(1), u8(1) + text("user"), u8(1) + text("d"), u8(0) + u64(7)])
limits = struct.pack("<8QII", 1, 2, 3, 4, 5, 6, 7, 8, 1 | 2 | 16, 0)  # valid: limits of blocks, space, time of blocks
check(191, "quotactl", [0x80000800, c("/dev/nowhere"), 7, c(limits)],
      lambda r: [s64(r), text("/dev/nowhere"), b"", u64(1), u64(2), u64(3), u64(0), u64(0), u64(7), u64(0), u64(0), u64(0),
                 u8(0), u8(1), u16(0x40), u8(1), u32(7), u8(1)])
check(191, "quotactl", [0x80000601 - (1 << 32), c("/dev/nowhere"), 7, c(struct.pack("<QQII", 11, 12, 1, 7))],
      lambda r: [s64(r), text("/dev/nowhere"), b"", *[u64(0)] * 7, u64(11), u64(12),
                 u8(1), u8(1), u16(0x10), u8(2), u32(0), u8(1)])
check(191, "quotactl", [0x80000200, c("/dev/nowhere"), 4, c("/quota")],
      lambda r: [s64(r), text("/dev/nowhere"), text("/quota"), *[u64(0)] * 9, u8(0), u8(1), u16(1), u8(1), u32(0), u8(8)])
check(191, "quotactl", [0x580300, 0, 7, 0],
      lambda r: [s64(r), b"", b"", *[u64(0)] * 9, u8(0), u8(1), u16(0x400), u8(1), u32(7), u8(1)])
# --- a path that another thread changes while the kernel waits for a reader of the fifo
def changed_path(call_name, code_entry, code_exit, before, behind, told, told_behind=[]):
    fifo = "%s/%s-fifo" % (home, call_name)
    os.mkfifo(fifo)
    path = ctypes.create_string_buffer(fifo.encode(), 64)
    opened = []
    thread = threading.Thread(
        target=lambda: opened.extend([threading.get_native_id(), call(call_name, *before, path, *behind)]))
    thread.start()
    time.sleep(0.3)
    path.value = b"/harmless"
    reader = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)
    thread.join()
    tid, fd = opened
    directory = [s64(v) for v in before]
    expect(code_entry, call_name, *directory, text(fifo), *told, tid=tid)
    expect(code_exit, call_name, s64(fd), *directory, text("/harmless"), *told, *place(fd), *told_behind, tid=tid)
    os.close(reader)
    os.close(fd)


changed_path("openat", 306, 307, [CWD], [os.O_WRONLY, 0], [u32(2), u32(0)])
changed_path("openat2", 326, 327, [CWD], [c(struct.pack("<QQQ", os.O_WRONLY, 0, 2)), 24], [u32(2), u32(0), u32(4)])
if x86:
    changed_path("open", 2, 3, [], [os.O_WRONLY, 0], [u32(2), u32(0)])
    changed_path("creat", 58, 59, [], [0o600], [u32(0o600)], [u16(0)])
# --- System V
sem = check(263, "semget", [0, 2, 0o1600], lambda r: [s64(r), u32(0), u32(2), u32(0x2000)])
check(253, "semctl", [sem, 0, 16, 3], lambda r: [s64(0), u32(sem), u32(0), u16(0x1000), u32(3)])
ops = struct.pack("<HhHHhH", 0, 1, 0o4000, 1, 2, 0)
check(251, "semop", [sem, c(ops), 2],
      lambda r: [s64(0), u32(2), u16(0), u16(1), u16(1), u16(1), u16(2), u16(0), u32(sem)])
call("semctl", sem, 0, 0)
# --- sockets
v4 = lambda host, port: socket.inet_aton(host) + struct.pack("<H", port)
raw4 = lambda host, port: struct.pack("<H", 2) + struct.pack(">H", port) + socket.inet_aton(host) + bytes(8)
sock = check(19, "socket", [2, 1 | 0o4000, 6], lambda r: [s64(r), u32(2), u32(1 | 0o4000), u32(6), u32(0x40)])
check(21, "bind", [sock, c(raw4("127.0.0.1", 0)), 16], lambda r: [s64(0), u8(2) + v4("127.0.0.1", 0), s64(sock)])
check(25, "listen", [sock, 5], lambda r: [s64(0), s64(sock), u32(5)])
port = socket.socket(fileno=os.dup(sock)).getsockname()[1]
client = socket.socket()
local = lambda: v4(*client.getsockname())
check(23, "connect", [client.fileno(), c(raw4("127.0.0.1", port)), 16],
      lambda r: [s64(0), u8(2) + local() + v4("127.0.0.1", port), s64(client.fileno()),
                 u8(2) + v4("127.0.0.1", port)])
check(23, "connect", [sock + 500, c(raw4("127.0.0.1", 9)), 16],
      lambda r: [s64(-9), b"", s64(sock + 500), u8(2) + v4("127.0.0.1", 9)])
select.select([sock], [], [], 30)  # the kernel may hand the connection over after connect returned
peer = check(389, "accept4", [sock, 0, 0, os.O_CLOEXEC],
             lambda r: [s64(r), u8(2) + local() + v4("127.0.0.1", port), u8(0), u32(0), u32(5), u32(0x1000)])
check(247, "accept", [sock, 0, 0], lambda r: [s64(-11), b"", u8(0), u32(0), u32(0)])
check(31, "sendto", [client.fileno(), c("data"), 4, 0, 0, 0],
      lambda r: [s64(4), b"data", s64(client.fileno()), u32(4), u8(2) + local() + v4("127.0.0.1", port)])
check(35, "recvfrom", [peer, buffer, 50, 0, 0, 0],
      lambda r: [s64(4), b"data", u8(2) + local() + v4("127.0.0.1", port), s64(peer), u32(50)])
header = struct.pack("<QQQQQQQ", 0, 0, ctypes.addressof(vec := ctypes.create_string_buffer(iov, 32)), 2, 0, 0, 0)
check(49, "sendmsg", [client.fileno(), c(header), 0],
      lambda r: [s64(9), first.raw[:3] + second.raw[:6], s64(client.fileno()), u32(9),
                 u8(2) + local() + v4("127.0.0.1", port)])
check(53, "recvmsg", [peer, ctypes.create_string_buffer(header, 56), 0],
      lambda r: [s64(9), u32(9), first.raw[:3] + second.raw[:6], u8(2) + local() + v4("127.0.0.1", port), b"",
                 s64(peer)])
two = ctypes.create_string_buffer((header + bytes(8)) * 2, 128)
tuple4 = lambda: u8(2) + local() + v4("127.0.0.1", port)
check(51, "sendmmsg", [client.fileno(), two, 2, 0],
      lambda r: [s64(9), s64(client.fileno()), u32(9), first.raw[:3] + second.raw[:6], tuple4()])
check(55, "recvmmsg", [peer, two, 1, 0, 0],
      lambda r: [s64(9), s64(peer), u32(9), first.raw[:3] + second.raw[:6], tuple4(), b""])
check(55, "recvmmsg", [-1, two, 1, 0, 0], lambda r: [s64(-9), s64(-1), u32(0), b"", b"", b""])
check(45, "setsockopt", [sock, 1, 2, ctypes.byref(ctypes.c_int(1)), 4],
      lambda r: [s64(0), s64(sock), u8(1), u8(2), u8(2) + u32(1), u32(4)])
size = ctypes.c_int(4)
check(47, "getsockopt", [sock, 1, 3, ctypes.byref(ctypes.c_int(0)), ctypes.byref(size)],
      lambda r: [s64(0), s64(sock), u8(1), u8(3), u8(2) + u32(1), u32(4)])
check(45, "setsockopt", [sock, 6, 1, ctypes.byref(ctypes.c_int(1)), 4],
      lambda r: [s64(0), s64(sock), u8(2), u8(0), u8(0) + u32(1), u32(4)])
check(37, "shutdown", [peer, 2], lambda r: [s64(0), s64(peer), u8(2)])
check(39, "getsockname", [sock, 0, 0], lambda r: [])
check(41, "getpeername", [sock, 0, 0], lambda r: [])
check(43, "socketpair", [1, 1, 0, pair],
      lambda r: [s64(0), s64(pair[0]), s64(pair[1]), ANY, ANY, u32(1), u32(1), u32(0)])
un = socket.socket(socket.AF_UNIX)
path = home + "/sock"
un_address = struct.pack("<H", 1) + path.encode() + b"\0"
check(21, "bind", [un.fileno(), c(un_address), len(un_address)], lambda r: [s64(0), u8(1) + text(path), s64(un.fileno())])
un.listen(3)
un2 = socket.socket(socket.AF_UNIX)
mark()
result = call("connect", un2.fileno(), c(un_address), len(un_address))
expect(23, "connect", s64(result), ANY, s64(un2.fileno()), u8(1) + text(path))
six = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
if six.fileno() >= 0:
    raw6 = struct.pack("<H", 10) + struct.pack(">H", 53) + bytes(4) + bytes(15) + b"\1" + bytes(4)
    target = bytes(15) + b"\1" + struct.pack("<H", 53)
    check(31, "sendto", [six.fileno(), c("q"), 1, 0, c(raw6), 28],
          lambda r: [s64(r), b"q", s64(six.fileno()), u32(1), ANY if r >= 0 else b""])
# --- a call without an event of its own
check(1, "sched_yield", [], lambda r: [ANY, u16(int(NR["sched_yield"]))])

# --- processes
def cgroups():
    paths = {}
    lines = [l.rstrip("\n").split(":", 2) for l in open("/proc/self/cgroup")]
    for _, controllers, where in lines:
        for name in controllers.split(","):
            paths[{"blkio": "io"}.get(name, name)] = where
    unified = next((w for n, _, w in lines if n == "0"), None)
    out = b""
    for name in ("cpuset", "cpu", "cpuacct", "io", "memory"):
        where = paths.get(name, unified)
        if where is not None:
            out += ("%s=%s" % ({"io": ANY_IO}.get(name, name), where)).encode() + b"\0"
    return out


ANY_IO = "io"
resource_limit = __import__("resource").getrlimit(7)[0]
loginuid = int(open("/proc/self/loginuid").read())
me = os.getpid()
cmdline = open("/proc/self/cmdline", "rb").read()
exe_text, args_text = cmdline.split(b"\0", 1)


def clone_params(result, tid, pid, ptid, flags, start):
    return [s64(result), exe_text + b"\0", args_text, s64(tid), s64(pid), ptid if ptid is ANY else s64(ptid), b"", u64(resource_limit), ANY, ANY,
            ANY, ANY, ANY, text("renamed"), cgroups(), flags, u32(uid), u32(gid), s64(tid), s64(pid), start]


sys.stdout.flush()
mark()
read_end, write_end = os.pipe()
child = call("clone", 17, 0, 0, 0, 0)
if child == 0:
    os._exit(3)
expect(223, "clone", *clone_params(child, me, me, ANY, ANY, u64(0)))
if x86:  # on arm64 the kernel does not report the return of a clone in the child
    expect(223, "clone", *clone_params(0, child, child, me, ANY, ANY), tid=child)
expect(186, "exit", s64(3 << 8), s64(3), u8(0), u8(0), s64(0), tid=child)
os.waitpid(child, 0)

child = os.fork()
if child == 0:
    os.kill(os.getpid(), signal.SIGKILL)
expect(186, "exit", s64(9), s64(0), u8(9), u8(0), s64(0), tid=child)
os.waitpid(child, 0)

target = os.path.realpath("/usr/bin/true")
stat = os.stat(target)
group = os.getpgid(0)
child = os.fork()
if child == 0:
    os.execve("/usr/bin/true", ["true", "a b", ""], {"K": "v", "L": ""})
expect(293, "execve", s64(0), text("true"), text("a b") + text(""), s64(child), s64(child), s64(me), b"",
       u64(resource_limit), ANY, ANY, ANY, ANY, ANY, text("true"), cgroups(), text("K=v") + text("L="), u32(0), s64(group),
       u32(loginuid), u32(1 if os.access(target, os.W_OK) else 0), *caps, u64(stat.st_ino), u64(stat.st_ctime_ns),
       u64(stat.st_mtime_ns), u32(uid), text(target), s64(group), u32(gid), text("/usr/bin/true"), tid=child)
os.waitpid(child, 0)
mark()
argv = (ctypes.c_char_p * 3)(b"nope", b"arg", None)
envp = (ctypes.c_char_p * 2)(b"A=b", None)
result = call("execve", c("/nowhere"), argv, envp)
me_stat = os.stat("/proc/self/exe")
expect(293, "execve", s64(-2), text("nope"), text("arg"), s64(me), s64(me), ANY, b"", u64(resource_limit),
       ANY, ANY, ANY, ANY, ANY, text("renamed"), cgroups(), text("A=b"), u32(0), s64(group), u32(loginuid), ANY, *caps,
       u64(me_stat.st_ino), u64(me_stat.st_ctime_ns), u64(me_stat.st_mtime_ns), u32(uid), text(os.readlink("/proc/self/exe")),
       s64(group), u32(gid), text("/nowhere"))
os.system("rm -rf " + home)
