"""Opens a file, starts programs and reaches into another process in ways that hide it. usage: evasions.py FOLDER [ACTION]

Each action runs in its own process with the action's name as its last argument, so that alerts show it. An action that
this machine does not allow prints "ACTION: not possible here: REASON".
"""
import ctypes, errno, mmap, os, signal, struct, subprocess, sys, threading, time

libc = ctypes.CDLL(None, use_errno=True)
libc.syscall.restype = ctypes.c_long
folder = sys.argv[1]
secret = folder + "/secret"
AT_FDCWD = -100


def call(number, *arguments):
    values = [ctypes.c_long(a) if isinstance(a, int) else a for a in arguments]
    result = libc.syscall(ctypes.c_long(number), *values)
    if result == -1:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result


def plain():
    os.open(secret, os.O_RDONLY)


def relative():
    os.chdir(folder)
    os.open("secret", os.O_RDONLY)


def descriptor():
    os.open("secret", os.O_RDONLY, dir_fd=os.open(folder, os.O_RDONLY))


def dots():
    os.open(folder + "/../" + os.path.basename(folder) + "/./secret", os.O_RDONLY)


def openat2():
    how = struct.pack("<QQQ", 0, 0, 0)
    call(437, AT_FDCWD, secret.encode(), how, len(how))


def call_by_int80(code, number, first, second):
    # push rbx; eax = edi; ebx = esi; ecx = edx; edx = 0; int 0x80; pop rbx; ret
    code[0:13] = bytes.fromhex("5389f889f389d131d2cd805bc3")
    base = ctypes.addressof(ctypes.c_char.from_buffer(code))
    if ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int, ctypes.c_uint, ctypes.c_uint)(base)(number, first, second) < 0:
        raise OSError("int 0x80 failed")


def open_by_int80(code, path, flags):
    code[100:100 + len(path) + 1] = path.encode() + b"\0"
    call_by_int80(code, 5, ctypes.addressof(ctypes.c_char.from_buffer(code)) + 100, flags)


def low_memory():
    return mmap.mmap(-1, 4096, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | 0x40, 7)  # MAP_32BIT: ia32 calls see low addresses


def socketcall():
    code = low_memory()
    code[100:112] = struct.pack("<III", 1, 1, 0)  # AF_UNIX, SOCK_STREAM
    call_by_int80(code, 102, 1, ctypes.addressof(ctypes.c_char.from_buffer(code)) + 100)


def int80():
    open_by_int80(low_memory(), secret, os.O_RDONLY)


def while_it_waits(opening, change):
    fifo = folder + "/secret-fifo"
    if not os.path.exists(fifo):
        os.mkfifo(fifo)
    thread = threading.Thread(target=lambda: opening(fifo))
    thread.start()
    time.sleep(0.3)
    change()
    os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)
    thread.join()


def changed():
    path = ctypes.create_string_buffer(200)

    def opening(fifo):
        path.value = fifo.encode()
        call(257, AT_FDCWD, path, os.O_WRONLY, 0)

    while_it_waits(opening, lambda: setattr(path, "value", b"/dev/null"))


def changed_int80():
    code = low_memory()
    while_it_waits(lambda fifo: open_by_int80(code, fifo, os.O_WRONLY), lambda: code.__setitem__(slice(100, 110), b"/dev/null\0"))


def changed_failing():
    path = ctypes.create_string_buffer(200)
    failure = []

    def opening(fifo):
        path.value = fifo.encode()
        try:
            call(257, AT_FDCWD, path, os.O_WRONLY, 0)
        except OSError as e:
            failure.append(e.errno)

    fifo = folder + "/secret-fifo"
    if not os.path.exists(fifo):
        os.mkfifo(fifo)
    signal.signal(signal.SIGUSR1, lambda *_: None)
    signal.siginterrupt(signal.SIGUSR1, True)
    thread = threading.Thread(target=lambda: opening(fifo))
    thread.start()
    time.sleep(0.3)
    path.value = b"/dev/null"
    signal.pthread_kill(thread.ident, signal.SIGUSR1)
    thread.join()
    if failure != [errno.EINTR]:
        raise OSError("the open did not fail")


def moved_directory():
    os.mkdir(folder + "/room")
    open(folder + "/room/secret", "w").close()
    os.chdir(folder + "/room")
    os.rename(folder + "/room", folder + "/moved")
    os.open("secret", os.O_RDONLY)


def moved_above():
    os.makedirs(folder + "/above/room")
    os.chdir(folder + "/above/room")
    open("one", "w").close()
    os.rename(folder + "/above", folder + "/below")
    os.unlink("one")


def truncate():
    os.truncate(secret, 1)


def symlink():
    os.symlink(secret, folder + "/soft")
    time.sleep(0.1)  # so that following it updates its access time here: whoever follows it next has nothing to write
    os.open(folder + "/soft", os.O_RDONLY)


def hardlink():
    os.link(secret, folder + "/hard")
    os.open(folder + "/hard", os.O_RDONLY)


def rename():
    open(folder + "/secret2", "w").close()
    os.rename(folder + "/secret2", folder + "/renamed")
    os.open(folder + "/renamed", os.O_RDONLY)


def handle():
    size = 128
    buffer = ctypes.create_string_buffer(struct.pack("<Ii", size, 0), size + 8)
    mount = ctypes.c_int()
    call(303, AT_FDCWD, secret.encode(), buffer, ctypes.byref(mount), 0)
    call(304, os.open(folder, os.O_RDONLY), buffer, os.O_RDONLY)


def chroot():
    os.chroot(folder)
    os.chdir("/")
    os.open("/secret", os.O_RDONLY)


def bindmount():
    os.mkdir(folder + "/bound")
    call(272, 0x20000)  # a mount namespace of its own
    if libc.mount(b"none", b"/", None, 0x44000, None) or libc.mount(folder.encode(), (folder + "/bound").encode(), None, 0x1000, None):
        raise OSError(ctypes.get_errno(), "mount")
    os.open(folder + "/bound/secret", os.O_RDONLY)


def copied_tree():
    tree = call(428, AT_FDCWD, folder.encode(), 1)  # open_tree with OPEN_TREE_CLONE
    os.open("secret", os.O_RDONLY, dir_fd=tree)


def by_ring(operation, path, other=None, setup=0, flags=0, fd=AT_FDCWD, length=0, offset=0):
    """Requests one operation of io_uring. Without a result (IOSQE_CQE_SKIP_SUCCESS) it only waits."""
    params = ctypes.create_string_buffer(120)
    struct.pack_into("<II", params, 8, setup, 0)
    ring = call(425, 4, params)
    fields = struct.unpack("<30I", params.raw)
    sq, cq = fields[10:20], fields[20:30]
    queue = mmap.mmap(ring, 4096, offset=0)
    entries = mmap.mmap(ring, 4096, offset=0x10000000)
    results = queue if fields[5] & 1 else mmap.mmap(ring, 4096, offset=0x8000000)
    buffers = [ctypes.create_string_buffer(given) for given in (path, other or b"")]
    second = ctypes.addressof(buffers[1]) if other else offset
    entries[0:64] = struct.pack(
        "<BBHiQQIIQ", operation, flags, 0, fd, second, ctypes.addressof(buffers[0]), length & 0xffffffff, 0, 7) + bytes(24)
    queue[sq[6]:sq[6] + 4] = struct.pack("<I", 0)
    queue[sq[1]:sq[1] + 4] = struct.pack("<I", 1)
    call(426, ring, 0 if setup else 1, 0 if flags & 64 else 1, 3 if setup else 1, 0, 0)
    if flags & 64:
        time.sleep(0.3)
        return
    result = struct.unpack("<i", results[cq[5] + 8:cq[5] + 12])[0]
    if result < 0:
        raise OSError(-result, os.strerror(-result))


def io_uring():
    by_ring(18, secret.encode())


def io_uring_worker():
    by_ring(18, secret.encode(), flags=16)  # IOSQE_ASYNC


def io_uring_polled():
    by_ring(18, secret.encode(), setup=2)  # IORING_SETUP_SQPOLL


def io_uring_silent():
    by_ring(18, secret.encode(), flags=64)


def io_uring_renamed():
    open(folder + "/ring1", "w").close()
    by_ring(35, (folder + "/ring1").encode(), (folder + "/ring2").encode(), length=AT_FDCWD)


def io_uring_removed():
    open(folder + "/ring3", "w").close()
    by_ring(36, (folder + "/ring3").encode())


def io_uring_connected():
    socket = call(41, 2, 2, 0)  # datagrams: nothing is sent
    by_ring(16, struct.pack("<H", 2) + struct.pack(">H", 4711) + bytes([127, 0, 0, 1]) + bytes(8), fd=socket, offset=16)


def memfd():
    fd = os.memfd_create("hidden", 0)
    with open("/bin/true", "rb") as program:
        os.write(fd, program.read())
    os.execve(fd, ["memfd"], {})


def execveat():
    fd = os.open("/bin/true", os.O_PATH)
    arguments = (ctypes.c_char_p * 2)(b"execveat", None)
    call(322, fd, b"", arguments, None, 0x1000)


def other_process():
    child = os.fork()
    if child == 0:
        time.sleep(5)
        os._exit(0)
    return child


def ptrace():
    child = other_process()
    call(101, 16, child, 0, 0)  # PTRACE_ATTACH
    os.waitpid(child, 0)
    os.kill(child, 9)


def vm_write():
    child = other_process()
    data = ctypes.create_string_buffer(b"x")
    vector = struct.pack("<QQ", ctypes.addressof(data), 1)
    call(311, child, vector, 1, vector, 1, 0)
    os.kill(child, 9)


ACTIONS = [plain, relative, descriptor, dots, openat2, int80, socketcall, changed, changed_int80, changed_failing, moved_directory,
           moved_above, truncate, handle, symlink, hardlink, rename, chroot, bindmount, copied_tree, io_uring, io_uring_worker,
           io_uring_polled, io_uring_silent, io_uring_renamed, io_uring_removed, io_uring_connected, memfd, execveat, ptrace, vm_write]
if len(sys.argv) == 3:
    try:
        globals()[sys.argv[2]]()
    except (OSError, ValueError) as e:
        print("%s: not possible here: %s" % (sys.argv[2], e), flush=True)
    os._exit(0)
open(secret, "w").write("a secret")
for action in ACTIONS:
    subprocess.run([sys.executable, sys.argv[0], folder, action.__name__])
