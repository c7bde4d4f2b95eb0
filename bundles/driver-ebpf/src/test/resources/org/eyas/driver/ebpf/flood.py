"""Makes a flood of calls, and calls that must not be hidden by one, in a session of its own on one processor.

usage: flood.py KIND COUNT [KIND COUNT]...
"""
import ctypes
import os
import sys

CLONE3 = 435
libc = ctypes.CDLL(None)


def opens():
    os.close(os.open("/etc/passwd", os.O_RDONLY))


def marked_opens():
    try:
        os.open("/nowhere/marked", os.O_RDONLY)
    except OSError:
        pass


def setuids():
    os.setuid(0)


def failed_clones():
    libc.syscall(CLONE3, 0, 0)


def failed_execs():
    try:
        os.execv("/nowhere/program", ["program"])
    except OSError:
        pass


def programs():
    child = os.fork()
    if child == 0:
        os.execv("/bin/true", ["eyas-marked"])
    os.waitpid(child, 0)


os.setsid()
os.sched_setaffinity(0, {0})
for kind, count in zip(sys.argv[1::2], sys.argv[2::2]):
    call = globals()[kind]
    for _ in range(int(count)):
        call()
