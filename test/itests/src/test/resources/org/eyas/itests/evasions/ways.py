"""Performs the rows of ways.tsv. usage: ways.py FOLDER ways.tsv | ways.py FOLDER WAY hit|near CALL ARGUMENTS...

Every deed has a process of its own, with the row's name and "hit" or "near" as arguments, so that alerts show it. All of them
run in a mount namespace with an /etc of their own. A deed that this machine does not allow prints "WAY: not possible here:
REASON".
"""
import ctypes, fcntl, os, pty, signal, socket, struct, subprocess, sys, threading

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


def new_directory():
    os.mkdir(other_name())
    return other_name()


def overlay(options):
    if libc.mount(b"overlay", new_directory().encode(), b"overlay", 0, options.encode()):
        raise OSError(ctypes.get_errno(), "mount overlay " + options)


def overlay_in(directory, options):
    os.chdir(directory)
    overlay(options)


def put(tree, path):
    call(429, tree, b"", AT_FDCWD, path.encode(), 4)  # move_mount(MOVE_MOUNT_F_EMPTY_PATH)


def overlay_by_steps(key, value):
    os.chdir("/etc")
    context = call(430, b"overlay", 0)  # fsopen
    call(431, context, 1, key.encode(), value.encode(), 0)  # fsconfig(FSCONFIG_SET_STRING)
    call(431, context, 6, None, None, 0)  # fsconfig(FSCONFIG_CMD_CREATE)
    put(call(432, context, 0, 0), new_directory())  # fsmount


def tree(path):
    return call(428, AT_FDCWD, path.encode(), 1)  # open_tree(OPEN_TREE_CLONE)


def tree_of(path):
    put(tree(path), new_directory())


def tree_in(directory, name):
    put(call(428, os.open(directory, os.O_RDONLY), name.encode(), 1), new_directory())


def tree_of_link(path):
    os.chdir("/proc/self")
    tree("root" + path)


def tree_with_attributes(path):
    attributes = struct.pack("<QQQQ", 1, 0, 0, 0)  # MOUNT_ATTR_RDONLY
    call(467, AT_FDCWD, path.encode(), 1, attributes, len(attributes))


def move_mount_of(path):
    os.makedirs(path, exist_ok=True)
    child = os.fork()
    if child == 0:
        os.execvp("mount", ["mount", "-t", "tmpfs", "none", path])
    os.waitpid(child, 0)
    call(429, AT_FDCWD, path.encode(), AT_FDCWD, new_directory().encode(), 0)


def tree_at(path):
    put(tree(OTHER), path)


def chroot(path):
    os.chroot(path)


def chroot_here(path):
    os.chdir(path)
    os.chroot(".")


def plain_file():
    return make(sys.argv[1] + "/file-%d" % os.getpid())


def value_of(attribute):
    return struct.pack("<IIIII", 0x02000001, 1 << 10, 0, 0, 0) if attribute == "security.capability" else b"x"


def setxattr(name):
    os.setxattr(plain_file(), name, value_of(name))


def lsetxattr(name):
    os.setxattr(plain_file(), name, value_of(name), follow_symlinks=False)


def fsetxattr(name):
    os.setxattr(os.open(plain_file(), os.O_RDONLY), name, value_of(name))


def setxattrat(name):
    value = ctypes.create_string_buffer(value_of(name))
    arguments = struct.pack("<QII", ctypes.addressof(value), len(value_of(name)), 0)
    call(463, AT_FDCWD, plain_file().encode(), 0, name.encode(), arguments, len(arguments))


def set_flags(flags):
    fd = os.open(plain_file(), os.O_RDONLY)
    try:
        fcntl.ioctl(fd, 0x40086602, struct.pack("<Q", int(flags, 0)))
    finally:
        fcntl.ioctl(fd, 0x40086602, struct.pack("<Q", 0))


def set_flags_by_wide_number(flags):
    fd = os.open(plain_file(), os.O_RDONLY)
    try:
        call(16, fd, 0x7_4008_6602, struct.pack("<Q", int(flags, 0)))  # the kernel takes the lower half
    finally:
        fcntl.ioctl(fd, 0x40086602, bytes(8))


def set_xflags(flags):
    fd = os.open(plain_file(), os.O_RDONLY)
    try:
        fcntl.ioctl(fd, 0x401C5820, struct.pack("<I24x", int(flags, 0)))
    finally:
        fcntl.ioctl(fd, 0x401C5820, bytes(28))


def file_setattr(flags):
    path = plain_file().encode()
    try:
        call(469, AT_FDCWD, path, struct.pack("<Q16x", int(flags, 0)), 24, 0)
    finally:
        call(469, AT_FDCWD, path, bytes(24), 24, 0)


def clear_flags(path):
    fcntl.ioctl(os.open(path, os.O_RDONLY), 0x40086602, bytes(8))


def writable(path):
    return os.open(path, os.O_RDWR | os.O_CREAT)


def truncate(path):
    os.close(writable(path))
    os.truncate(path, 0)


def ftruncate(path):
    os.ftruncate(writable(path), 0)


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


def child_with(make):
    """A child that holds a descriptor and waits: its process id and the descriptor's number there."""
    there, here = os.pipe()
    child = os.fork()
    if child == 0:
        held = make()
        os.write(here, b"%d" % held.fileno())
        signal.pause()
    return child, int(os.read(there, 10))


def become(fd, number):
    os.dup2(fd, int(number))


def fetch(pidfd, fd):
    return call(438, pidfd, fd, 0)  # pidfd_getfd


def dup3_socket(number):
    opened = connected()
    os.dup2(opened.fileno(), int(number), False)


def cloexec_socket(number):
    opened = connected()
    if int(number) < 3:
        os.close(int(number))
    fcntl.fcntl(opened.fileno(), fcntl.F_DUPFD_CLOEXEC, int(number))


def fetched_socket(number):
    child, fd = child_with(connected)
    become(fetch(os.pidfd_open(child), fd), number)
    os.kill(child, 9)


def fetched_of_clone(number):
    there, here = os.pipe()
    pidfd = ctypes.c_int(-1)
    child = call(56, 0x1000 | signal.SIGCHLD, 0, ctypes.byref(pidfd), 0, 0)  # clone(CLONE_PIDFD)
    if child == 0:
        held = connected()
        os.write(here, b"%d" % held.fileno())
        signal.pause()
    become(fetch(pidfd.value, int(os.read(there, 10))), number)
    os.kill(child, 9)


def fetched_there(number):
    child, fd = child_with(connected)
    pidfd = os.pidfd_open(child)
    if int(number) < 3:
        os.close(int(number))
    fetch(pidfd, fd)
    os.kill(child, 9)


def received_socket(number):
    ours, theirs = socket.socketpair()
    child = os.fork()
    if child == 0:
        held = connected()
        socket.send_fds(theirs, [b"x"], [held.fileno()])
        os._exit(0)
    os.waitpid(child, 0)
    become(socket.recv_fds(ours, 1, 1)[1][0], number)


def set_times(name, path):
    path, times = path.encode(), struct.pack("<qqqq", 1, 0, 1, 0)
    if name == "futimens":
        call(280, os.open(path, os.O_RDONLY), None, times, 0)
    elif name == "utimensat":
        call(280, AT_FDCWD, path, times, 0)
    elif name == "futimesat":
        call(261, AT_FDCWD, path, times)
    elif name == "utimes":
        call(235, path, times)
    else:
        call(132, path, times)


def times_of_present(path):
    os.utime(path)


def own_address():
    """An address of this machine that is not the loopback's."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # a datagram socket sends nothing yet
        return probe.getsockname()[0]


def tcp_connection(where):
    listener = socket.create_server((own_address() if where == "machine" else "127.0.0.1", 0))
    client = socket.create_connection(listener.getsockname())
    return client, listener.accept()[0]


def input_shell():
    return ["/bin/sh", "-s", *labels()]  # it reads commands, and has the labels as its arguments


def running_shell():
    shell = subprocess.Popen(input_shell(), stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    shell.stdin.write(b"echo\n")
    shell.stdin.flush()
    shell.stdout.readline()  # it runs: Popen returns before the kernel reports the program
    return shell


def relay_by_pipes(where):
    ends = tcp_connection(where)
    running_shell().communicate()


def relay_by_sockets(where):
    ends = tcp_connection(where)
    ours, theirs = socket.socketpair()
    shell = subprocess.Popen(input_shell(), stdin=theirs, stdout=theirs)
    ours.shutdown(socket.SHUT_WR)
    shell.wait()


def relay_by_terminal(where):
    ends = tcp_connection(where)
    shell, master = pty.fork()
    if shell == 0:
        os.execv("/bin/sh", input_shell())
    os.write(master, b"exit\n")
    os.waitpid(shell, 0)


def relay_connects_later(where):
    shell = running_shell()
    ends = tcp_connection(where)
    shell.communicate()


def relay_in_pipeline(where):
    read, write = os.pipe()
    shell = subprocess.Popen(input_shell(), stdin=subprocess.DEVNULL, stdout=write)
    os.dup2(read, 0)
    ends = tcp_connection(where)
    shell.wait()


def shell_of_inherited(where):
    ends = tcp_connection(where)
    os.dup2(ends[0].fileno(), 0)
    os.close(ends[1].fileno())
    os.execv("/bin/sh", input_shell())


def shell_of_received(where):
    ends = tcp_connection(where)
    ours, theirs = socket.socketpair()
    socket.send_fds(theirs, [b"x"], [ends[0].fileno()])
    os.close(0)
    socket.recv_fds(ours, 1, 1)  # it gets the number 0
    os.close(ends[1].fileno())
    os.execv("/bin/sh", input_shell())


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
    mount("none", "/var/log", "tmpfs", 0)
    for directory in ("cron.d", "cron.daily", "daily", "systemd/system", "other/.ssh", "ssh", "pam.d", "udev/rules.d", "xdg/autostart",
                      "xdg/menus", "work"):
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
