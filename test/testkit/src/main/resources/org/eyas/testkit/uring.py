"""Operations through io_uring, by Python's standard library alone. usage: uring.py HOW FOLDER

HOW is inline (the kernel performs them while they are submitted, if it can), worker (IOSQE_ASYNC: a worker thread of the kernel
performs them) or polled (IORING_SETUP_SQPOLL: a thread of the kernel submits them). Each operation prints a line: the event that it
must become, the result, and values of parameters in their order; not all of them. "slotN" is a descriptor of the ring's own.
"""
import ctypes, errno, mmap, os, socket, struct, sys, time

libc = ctypes.CDLL(None, use_errno=True)
libc.syscall.restype = ctypes.c_long
AT_FDCWD = -100
SETUP, ENTER, REGISTER = 425, 426, 427
GETEVENTS, WAKE_UP, SQPOLL, CQ_SIZE = 1, 2, 2, 8
FIXED, LINK, ASYNC, SKIP_SUCCESS = 1, 4, 16, 64
ACCEPT, CONNECT, OPENAT, CLOSE, READ, OPENAT2, RENAMEAT, UNLINKAT, MKDIRAT = 13, 16, 18, 19, 22, 28, 35, 36, 37
SYMLINKAT, LINKAT, SOCKET, BIND, LISTEN = 38, 39, 45, 56, 57
ANY_SLOT = 0xffffffff


def call(number, *arguments):
    result = libc.syscall(ctypes.c_long(number), *[ctypes.c_long(a) if isinstance(a, int) else a for a in arguments])
    if result == -1:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result


class Ring:
    """A ring with this number of places."""

    def __init__(self, flags=0, entries=8, results=0):
        params = ctypes.create_string_buffer(120)
        struct.pack_into("<IIIII", params, 0, 0, results, flags | (CQ_SIZE if results else 0), 0, 50)
        self.fd = call(SETUP, entries, params)
        fields = struct.unpack("<30I", params.raw)
        self.polled = flags & SQPOLL
        self.sq, self.cq = fields[10:20], fields[20:30]
        size = max(self.sq[6] + 4 * fields[0], self.cq[5] + 16 * fields[1])
        self.queue = mmap.mmap(self.fd, size, offset=0)
        self.results = self.queue if fields[5] & 1 else mmap.mmap(self.fd, size, offset=0x8000000)
        self.entries = mmap.mmap(self.fd, 64 * fields[0], offset=0x10000000)
        self.places = fields[0]
        self.kept = []  # what the kernel may still read

    def files(self, count):
        """A table for descriptors of the ring's own."""
        table = (ctypes.c_int * count)(*[-1] * count)
        call(REGISTER, self.fd, 2, table, count)

    def number(self, memory, place):
        return struct.unpack_from("<I", memory, place)[0]

    def put(self, operation, fd=0, addr=0, addr2=0, length=0, flags=0, how=0, slot=0, data=7):
        """Places a request in the queue: as in struct io_uring_sqe, addr2 is the offset and `how` are the operation's flags."""
        tail = self.number(self.queue, self.sq[1])
        place = tail % self.places
        self.entries[64 * place:64 * place + 64] = struct.pack(
            "<BBHiQQIIQHHIQQ", operation, flags, 0, fd, addr2, addr, length, how, data, 0, 0, slot, 0, 0)
        struct.pack_into("<I", self.queue, self.sq[6] + 4 * place, place)
        struct.pack_into("<I", self.queue, self.sq[1], tail + 1)

    def submit(self, count, wait):
        if self.polled:
            call(ENTER, self.fd, 0, wait, WAKE_UP | (GETEVENTS if wait else 0), 0, 0)
        else:
            call(ENTER, self.fd, count, wait, GETEVENTS if wait else 0, 0, 0)

    def result(self):
        """Takes the next result."""
        head = self.number(self.results, self.cq[0])
        end = time.monotonic() + 10
        while head == self.number(self.results, self.cq[1]):
            if time.monotonic() > end:
                raise OSError(errno.ETIMEDOUT, "no result")
            call(ENTER, self.fd, 0, 1, GETEVENTS, 0, 0)
        place = head & self.number(self.results, self.cq[2])
        result = struct.unpack_from("<i", self.results, self.cq[5] + 16 * place + 8)[0]
        struct.pack_into("<I", self.results, self.cq[0], head + 1)
        return result


def internet(port):
    return struct.pack("<H", socket.AF_INET) + struct.pack(">H", port) + bytes([127, 0, 0, 1]) + bytes(8)


def end(port):
    """An end of a connection, as events contain it."""
    return (bytes([127, 0, 0, 1]) + struct.pack("<H", port)).hex()


def tell(name, result, *words):
    print(name, result, *words, flush=True)


class Actions:
    """The operations. Texts and addresses are overwritten after the submission: an event must not read them later."""

    def __init__(self, how, folder):
        self.ring = Ring(SQPOLL if how == "polled" else 0)
        self.flags = ASYNC if how == "worker" else 0
        self.path = folder + "/" + how
        os.makedirs(self.path)

    def do(self, operation, texts=(), **fields):
        buffers = {name: ctypes.create_string_buffer(value, len(value) + 1) for name, value in dict(texts).items()}
        addresses = {name: ctypes.addressof(buffer) for name, buffer in buffers.items()}
        skipped = fields.get("flags", 0) & SKIP_SUCCESS
        self.ring.put(operation, **{**fields, **addresses, "flags": fields.get("flags", 0) | self.flags})
        self.ring.submit(1, 0)
        if not skipped and not self.ring.polled:
            for buffer in buffers.values():
                ctypes.memset(buffer, ord("x"), len(buffer) - 1)
        self.ring.kept.append(buffers)
        return "none" if skipped else self.ring.result()

    def open(self, path, directory=AT_FDCWD, flags=os.O_RDONLY, mode=0, **fields):
        return self.do(OPENAT, {"addr": path.encode()}, fd=directory, how=flags, length=mode, **fields)

    def files(self):
        where = os.open(self.path, os.O_RDONLY | os.O_DIRECTORY)
        file, missing, deep = self.path + "/file", self.path + "/missing", self.path + "/" + "./" * 300 + "file"
        tell("openat", self.open(file, flags=os.O_CREAT | os.O_RDWR, mode=0o640), AT_FDCWD, file, 0x4007, 0o640, os.stat(file).st_ino)
        fd = self.open("file", where)
        tell("openat", fd, where, "file", 1, os.stat(file).st_ino)
        tell("close", self.do(CLOSE, fd=fd), fd)
        tell("openat", self.open(missing), AT_FDCWD, missing, 1)
        tell("openat", self.open(deep), AT_FDCWD, deep)
        how = struct.pack("<QQQ", os.O_RDONLY, 0, 4)  # RESOLVE_NO_SYMLINKS
        fd = self.do(OPENAT2, {"addr": file.encode(), "addr2": how}, fd=AT_FDCWD, length=len(how))
        tell("openat2", fd, AT_FDCWD, file, 1, os.stat(file).st_ino)

    def names(self):
        file, second, third, link, made = (self.path + "/" + name for name in ("file", "second", "third", "link", "made"))
        here = AT_FDCWD & 0xffffffff
        both = lambda one, other: {"addr": one.encode(), "addr2": other.encode()}
        tell("linkat", self.do(LINKAT, both(file, second), fd=AT_FDCWD, length=here), AT_FDCWD, file, AT_FDCWD, second)
        tell("symlinkat", self.do(SYMLINKAT, both("file", link), fd=AT_FDCWD), "file", AT_FDCWD, link)
        tell("renameat2", self.do(RENAMEAT, both(second, third), fd=AT_FDCWD, length=here), AT_FDCWD, second, AT_FDCWD, third)
        tell("unlinkat", self.do(UNLINKAT, {"addr": third.encode()}, fd=AT_FDCWD), AT_FDCWD, third, 0)
        tell("mkdirat", self.do(MKDIRAT, {"addr": made.encode()}, fd=AT_FDCWD, length=0o750), AT_FDCWD, made, 0o750)

    def sockets(self):
        listening = socket.socket()
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        port = listening.getsockname()[1]
        client = self.do(SOCKET, fd=socket.AF_INET, addr2=socket.SOCK_STREAM)
        tell("socket", client, 2, 1, 0)
        result = self.do(CONNECT, {"addr": internet(port)}, fd=client, addr2=16)
        own = socket.socket(fileno=client).getsockname()[1]
        tell("connect", result, "02" + end(own) + end(port), client, "02" + end(port))
        tell("accept4", self.do(ACCEPT, fd=listening.fileno()), "02" + end(own) + end(port))
        fd = self.do(SOCKET, fd=socket.AF_INET, addr2=socket.SOCK_STREAM)
        result = self.do(BIND, {"addr": internet(0)}, fd=fd, addr2=16)
        if result == 0:  # since Linux 6.11
            tell("listen", self.do(LISTEN, fd=fd, length=3), fd, 3)

    def own_descriptors(self):
        file = self.path + "/file"
        inode = os.stat(file).st_ino
        self.ring.files(4)
        self.open(file, slot=2)
        tell("openat", "slot1", AT_FDCWD, file, inode)
        tell("openat", "slot%d" % self.open(file, slot=ANY_SLOT), AT_FDCWD, file, inode)
        tell("close", self.do(CLOSE, slot=2), "slot1")
        port = 9
        self.do(SOCKET, fd=socket.AF_INET, addr2=socket.SOCK_DGRAM, slot=4)
        tell("socket", "slot3", 2, 2, 0)
        tell("connect", self.do(CONNECT, {"addr": internet(port)}, fd=3, addr2=16, flags=FIXED), "*" + end(port), "slot3", "02" + end(port))

    def without_results(self):
        file, made = self.path + "/file", self.path + "/made"
        self.do(UNLINKAT, {"addr": made.encode()}, fd=AT_FDCWD, how=0x200, flags=SKIP_SUCCESS)
        tell("unlinkat", 0, AT_FDCWD, made, 0x200)
        self.do(OPENAT, {"addr": file.encode()}, fd=AT_FDCWD, flags=SKIP_SUCCESS)
        tell("openat", 0x7fffffff, AT_FDCWD, file)
        self.open(file)  # its result comes after the others were submitted

    def overflow(self):
        """More results than the ring has room for."""
        path = self.path + "/second"
        open(path, "w").close()
        buffer = ctypes.create_string_buffer(path.encode())
        full = Ring(0, 128, 128)
        for _ in range(3):
            for _ in range(128):
                full.put(OPENAT, fd=AT_FDCWD, addr=ctypes.addressof(buffer), flags=self.flags)
            full.submit(128, 0)
        for _ in range(3 * 128):
            tell("openat", "any", AT_FDCWD, path)
        time.sleep(0.3)

    def held_back(self):
        """A request that waits while so many others follow that the probe gives up its place."""
        path, others = self.path + "/held", self.path + "/others"
        held, other = (ctypes.create_string_buffer(name.encode()) for name in (path, others))
        byte = ctypes.create_string_buffer(1)
        empty, _ = os.pipe()
        long = Ring(0, 2048)
        long.put(READ, fd=empty, addr=ctypes.addressof(byte), length=1, flags=LINK | self.flags)
        for buffer in (held, *[other] * 1200):
            long.put(OPENAT, fd=AT_FDCWD, addr=ctypes.addressof(buffer), flags=LINK | self.flags)
        long.submit(1202, 0)
        tell("openat", 0x7fffffff, AT_FDCWD, path)


if __name__ == "__main__":
    actions = Actions(sys.argv[1], sys.argv[2])
    for part in (actions.files, actions.names, actions.sockets, actions.own_descriptors, actions.without_results, actions.overflow,
                 actions.held_back):
        part()
