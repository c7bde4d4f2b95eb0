"""Performs the rows of ways.tsv. usage: ways.py FOLDER ways.tsv | ways.py FOLDER WAY hit|near CALL ARGUMENTS...

Every deed has a process of its own, with the row's name and "hit" or "near" as arguments, so that alerts show it. All of them
run in a mount namespace with an /etc of their own. A deed that this machine does not allow prints "WAY: not possible here:
REASON".
"""
import ctypes, fcntl, os, signal, socket, struct, subprocess, sys, threading

libc = ctypes.CDLL(None, use_errno=True)
libc.syscall.restype = ctypes.c_long
AT_FDCWD, AT_SYMLINK_FOLLOW = -100, 0x400
MS_BIND, MS_PRIVATE = 0x1000, 0x44000
OTHER = "/etc/other"
DEEP = "d" * 250


def call(number, *arguments):
    values = [ctypes.c_long(a) if isinstance(a, int) else a for a in arguments]
    result = libc.syscall(ctypes.c_long(number), *values)
    if result == -1:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result


def mount(source, target, kind, flags):
    if libc.mount(source.encode(), target.encode(), kind and kind.encode(), flags, None):
        raise OSError(ctypes.get_errno(), "mount " + target)


def make(path, content=b""):
    with open(path, "wb") as file:
        file.write(content)
    return path


def source():
    return make(OTHER + "/source-%d" % os.getpid())


def open_(path):
    os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)


def creat(path):
    call(85, path.encode(), 0o644)


def openat2(path):
    how = struct.pack("<QQQ", os.O_WRONLY | os.O_CREAT, 0o644, 0)
    call(437, AT_FDCWD, path.encode(), how, len(how))


def long_name(path):
    return path.rjust(4090, "/")


def long_open(path):
    open_(long_name(path))


def long_rename(path):
    os.rename(source(), long_name(path))


def long_symlink_to(path):
    os.symlink(long_name(path), other_name())


def deep_directory(levels):
    os.chdir("/etc")
    for _ in range(int(levels)):
        os.makedirs(DEEP, exist_ok=True)
        os.chdir(DEEP)


def from_deep(path):
    deep_directory(5)
    return "../" * 5 + os.path.relpath(path, "/etc")


def open_from_deep(path):
    open_(from_deep(path))


def rename_from_deep(path):
    to = from_deep(path)
    os.rename(make("source"), to)


def open_below(levels):
    deep_directory(levels)
    open_("file")


def by_handle(path):
    size = 128
    buffer = ctypes.create_string_buffer(struct.pack("<Ii", size, 0), size + 8)
    call(303, AT_FDCWD, path.encode(), buffer, ctypes.byref(ctypes.c_int()), 0)
    call(304, os.open(os.path.dirname(path), os.O_RDONLY), buffer, os.O_WRONLY)


def relative(path):
    os.chdir(os.path.dirname(path))
    os.open(os.path.basename(path), os.O_WRONLY | os.O_CREAT)


def by_steps(path):
    os.chdir("/")
    *directories, name = path[1:].split("/")
    for directory in directories:
        os.chdir(directory)
    open_(name)


def in_descriptor(path):
    os.open(os.path.basename(path), os.O_WRONLY | os.O_CREAT, dir_fd=os.open(os.path.dirname(path), os.O_RDONLY))


def write_in(directory, path):
    os.open(os.path.basename(path), os.O_WRONLY | os.O_CREAT, dir_fd=directory)


def shared_directory(path):
    child = call(56, 0x200 | signal.SIGCHLD, 0, 0, 0, 0)  # clone(CLONE_FS)
    if child == 0:
        os.chdir(os.path.dirname(path))
        os._exit(0)
    os.waitpid(child, 0)


def by_shared_directory(path):
    shared_directory(path)
    write_in(None, path)


def rename_by_shared_directory(path):
    shared_directory(path)
    os.rename(source(), os.path.basename(path))


def by_other_threads_directory(path):
    os.chdir(os.path.dirname(path))

    def leave():
        call(272, 0x200)  # unshare(CLONE_FS): from now on the directory is the thread's own
        os.chdir("/srv")

    thread = threading.Thread(target=leave)
    thread.start()
    thread.join()
    write_in(None, path)


def received(path):
    ours, theirs = socket.socketpair()
    child = os.fork()
    if child == 0:
        socket.send_fds(theirs, [b"x"], [os.open(os.path.dirname(path), os.O_RDONLY)])
        os._exit(0)
    directory = socket.recv_fds(ours, 1, 1)[1][0]
    os.waitpid(child, 0)
    return directory


def in_received(path):
    write_in(received(path), path)


def by_received_directory(path):
    os.fchdir(received(path))
    write_in(None, path)


def in_open_tree(path):
    write_in(call(428, AT_FDCWD, os.path.dirname(path).encode(), 0), path)


def in_copied_tree(path):
    write_in(call(428, AT_FDCWD, os.path.dirname(path).encode(), 1), path)  # OPEN_TREE_CLONE


def in_fetched(path):
    there, here = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(here, b"%d" % os.open(os.path.dirname(path), os.O_RDONLY))
        signal.pause()
    directory = int(os.read(there, 10))
    write_in(call(438, os.pidfd_open(child), directory, 0), path)  # pidfd_getfd
    os.kill(child, 9)


def through_root(path):
    os.open("/proc/self/root" + path, os.O_WRONLY | os.O_CREAT)


def below_proc(path):
    os.chdir("/proc/self")
    os.open("root" + path, os.O_WRONLY | os.O_CREAT)


def rename(path):
    os.rename(source(), path)


def exchange(path):
    call(316, AT_FDCWD, path.encode(), AT_FDCWD, source().encode(), 2)


def link(path):
    os.link(source(), path)


def symlink(path):
    os.symlink(source(), path)


def tmpfile(path):
    fd = os.open(OTHER, os.O_TMPFILE | os.O_WRONLY, 0o644)
    call(265, AT_FDCWD, b"/proc/self/fd/%d" % fd, AT_FDCWD, path.encode(), AT_SYMLINK_FOLLOW)


def mknod(path):
    os.mknod(path, 0o100644)


def bind_mount(path):
    mount(OTHER, path, None, MS_BIND)


def other_name():
    return OTHER + "/name-%d" % os.getpid()


def link_of(path):
    os.link(path, other_name())


def symlink_to(path):
    os.symlink(path, other_name())


def mount_of(path):
    os.mkdir(other_name())
    mount(path, other_name(), None, MS_BIND)


def chmod(mode):
    os.chmod(source(), int(mode, 8))


def fchmod(mode):
    os.fchmod(os.open(source(), os.O_RDONLY), int(mode, 8))


def fchmodat(mode):
    call(268, AT_FDCWD, source().encode(), int(mode, 8))


def fchmodat2(mode):
    call(452, AT_FDCWD, source().encode(), int(mode, 8), 0)


def mode_of_open(mode):
    os.open(other_name(), os.O_WRONLY | os.O_CREAT, int(mode, 8))


def mode_of_creat(mode):
    call(85, other_name().encode(), int(mode, 8))


def mode_of_mknod(mode):
    os.mknod(other_name(), 0o100000 | int(mode, 8))


def connected():
    opened = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    opened.connect(("127.0.0.1", 9))
    return opened


def dup_socket(number):
    opened = connected()
    os.dup2(opened.fileno(), int(number))


def fcntl_socket(number):
    opened = connected()
    if int(number) < 3:
        os.close(int(number))
    fcntl.fcntl(opened.fileno(), fcntl.F_DUPFD, int(number))


def socket_at(number):
    if int(number) < 3:
        os.close(int(number))
    connected()


def vm_write():
    child = os.fork()
    if child == 0:
        signal.pause()
    data = ctypes.create_string_buffer(b"x")
    vector = struct.pack("<QQ", ctypes.addressof(data), 1)
    call(311, child, vector, 1, vector, 1, 0)
    os.kill(child, 9)


def labels():
    return sys.argv[2:4]


def environment(variable):
    name, value = variable.split("=")
    os.close(2)  # the loader complains that there is no such library
    os.execve("/bin/true", ["true", *labels()], {name: value})


def named(name, *deed):
    program = OTHER + "/" + name
    if not os.path.exists(program):
        os.symlink(os.path.realpath(sys.executable), program)
    os.execv(program, [program, sys.argv[0], sys.argv[1], *labels(), *deed])


def ring():
    call(425, 4, ctypes.create_string_buffer(120))


def in_memory(content):
    fd = os.memfd_create("hidden", 0)  # without MFD_CLOEXEC: the loader opens it again
    os.write(fd, content)
    return "/proc/self/fd/%d" % fd


def true_program():
    with open("/bin/true", "rb") as program:
        return program.read()


def run(path):
    os.execv(path, [path, *labels()])


def script(content):
    path = make(OTHER + "/script-%d" % os.getpid(), content)
    os.chmod(path, 0o755)
    return path


def run_memory():
    run(in_memory(true_program()))


def run_file():
    run("/bin/true")


def interpreter_in_memory():
    run(script(b"#!" + in_memory(true_program()).encode() + b"\n"))


def script_in_memory():
    run(in_memory(b"#!/bin/sh\n:\n"))


def script_in_file():
    run(script(b"#!/bin/sh\n:\n"))


def loader(*arguments):
    os.execv("/lib64/ld-linux-x86-64.so.2", ["ld.so", *arguments, *labels()])


def loader_of_memory():
    loader(in_memory(true_program()))


def loader_verifies():
    loader("--verify", "/bin/true")


def private_etc():
    call(272, 0x20000)  # unshare(CLONE_NEWNS)
    mount("none", "/", None, MS_PRIVATE)
    mount("none", "/etc", "tmpfs", 0)
    mount("none", "/var/spool", "tmpfs", 0)
    for directory in ("cron.d", "cron.daily", "daily", "systemd/system", "other/.ssh", "ssh", "pam.d", "udev/rules.d", "xdg/autostart",
                      "xdg/menus"):
        os.makedirs("/etc/" + directory)
    for directory in ("at", "other"):
        os.mkdir("/var/spool/" + directory)
    for path in ("cron.d/old", "other/old", "other/old.service", "systemd/system/old.service"):
        make("/etc/" + path)


def rows(table):
    with open(table) as lines:
        for line in lines:
            if not line.startswith("#"):
                yield line.rstrip("\n").split("\t")


def remove(path):
    if os.path.islink(path) or (os.path.isfile(path) and not os.path.basename(path).startswith("old")):
        os.unlink(path)


def perform_all(table):
    private_etc()
    for way, rule, hit, near in rows(table):
        for kind, deed in (("hit", hit), ("near", near)):
            subprocess.run([sys.executable, sys.argv[0], sys.argv[1], way, kind, *deed.split()])
            remove(deed.split()[-1])


def perform(way, deed, *arguments):
    try:
        globals()["open_" if deed == "open" else deed](*arguments)
    except OSError as e:
        print("%s: not possible here: %s" % (way, e), flush=True)
    os._exit(0)


if len(sys.argv) == 3:
    perform_all(sys.argv[2])
else:
    perform(sys.argv[2], *sys.argv[4:])
