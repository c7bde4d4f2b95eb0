"""An ordinary user who wants the engine to end, to hang, or to take the user's processes for those of root's containers.

hostile.py SECONDS SEED PROCESSES HOME CGROUPS...

SECONDS    how long; then it ends and prints how often it did what
SEED       of the random choices
PROCESSES  how many it starts at once at most
HOME       a directory of the user
CGROUPS    directories in which the user may make cgroups
"""
import collections
import glob
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time

seconds, seed, processes, home, cgroups = float(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4], sys.argv[5:]
chance = random.Random(seed)
end = time.monotonic() + seconds
done = collections.Counter()
known = set()
os.chdir(home)


def ids():
    """The ids of root's containers: the names of cgroups are no secret."""
    for path in glob.glob("/sys/fs/cgroup/*/libpod_parent/libpod-*") + glob.glob("/sys/fs/cgroup/libpod_parent/libpod-*"):
        known.add(path.rsplit("libpod-", 1)[1][:64])
    return list(known)


def an_id():
    all_ids = ids()
    return chance.choice(all_ids) if all_ids and chance.random() < 0.8 else "%064x" % chance.getrandbits(256)


def entry(container, name="trusted", image="docker.io/acme/bb:1.0"):
    return {"id": container, "names": [name], "image": "c5c8", "metadata": json.dumps({"image-name": image})}


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def run(command, **more):
    """A program of the user that asks for an alert; it never lasts long."""
    try:
        subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=5, **more)
    except (subprocess.TimeoutExpired, OSError):
        done["cut short"] += 1


INSIDE = ["unshare", "-Urpf", "--kill-child", "sh", "-c", "sleep 0.05; true"]


def conmon(container, storage):
    """A fake conmon that names a container, above a process in a pid namespace of its own."""
    if not os.path.islink("conmon"):
        os.symlink(sys.executable, "conmon")
    if not os.path.exists("above.py"):
        write(home + "/above.py", "import subprocess\nsubprocess.run(%r, timeout=5)\n" % INSIDE)
    bundle = f"{storage}/overlay-containers/{container}/userdata"
    run(["./conmon", "above.py", "-c", container, "-b", bundle])


def honest_storage():
    container = an_id()
    write("s/overlay-containers/containers.json", json.dumps([entry(container)]))
    conmon(container, home + "/s")


def huge_list():
    container = an_id()
    write("h/overlay-containers/containers.json", "[" + ",".join(json.dumps(entry("%064x" % i)) for i in range(60_000)) + "]")
    conmon(container, home + "/h")


def huge_name():
    container = an_id()
    write("n/overlay-containers/containers.json", json.dumps([entry(container, "x" * 7_000_000)]))
    conmon(container, home + "/n")


def deep():
    container = an_id()
    write("d/overlay-containers/containers.json", "[" * 100_000)
    conmon(container, home + "/d")


def large_bundle():
    container = an_id()
    write("l/overlay-containers/containers.json", json.dumps([entry(container)]))
    mounts = [{"destination": "/" + "d" * 90, "source": "/" + "s" * 90, "options": ["rbind"]}] * 1_000
    write(f"l/overlay-containers/{container}/userdata/config.json", json.dumps({"mounts": mounts})[:250_000])
    conmon(container, home + "/l")


def exchange():
    """The list is a file when it is looked at, and a FIFO, a link or a directory when it is opened."""
    folder = "e/overlay-containers"
    container = an_id()
    write(folder + "/file", json.dumps([entry(container)]))
    if not os.path.exists(folder + "/fifo"):
        os.mkfifo(folder + "/fifo")
    stop = threading.Event()

    def swap():
        while not stop.is_set():
            for source in ("file", "fifo", "/etc/shadow", "/dev/zero"):
                target = folder + "/next"
                try:
                    if os.path.lexists(target):
                        os.unlink(target)
                    if source.startswith("/"):
                        os.symlink(source, target)
                    else:
                        os.link(f"{folder}/{source}", target)
                    os.rename(target, folder + "/containers.json")
                except OSError:
                    pass

    swapper = threading.Thread(target=swap)
    swapper.start()
    try:
        for _ in range(3):
            conmon(container, home + "/e")
    finally:
        stop.set()
        swapper.join()


def fifo():
    folder = "f/overlay-containers"
    os.makedirs(folder, exist_ok=True)
    for name in ("containers.json", "volatile-containers.json"):
        if not os.path.exists(f"{folder}/{name}"):
            os.mkfifo(f"{folder}/{name}")
    conmon(an_id(), home + "/f")


def roots_storage():
    """The storage is a link to that of root."""
    if not os.path.islink("r"):
        os.symlink("/var/lib/containers/storage", "r")
    conmon(an_id(), home + "/r")


def set_uid_conmon():
    """A set-uid program of root under the name and with the arguments of conmon."""
    folder = home + "/su"
    os.makedirs(folder, exist_ok=True)
    if not os.path.islink(folder + "/conmon"):
        os.symlink("/usr/bin/su", folder + "/conmon")
    container = an_id()
    run([folder + "/conmon", "-c", container, "-b", f"/var/lib/containers/storage/overlay-containers/{container}/userdata"])


FORMS = ["docker/{}", "docker-{}.scope", "libpod-{}", "libpod_parent/libpod-{}", "crio-{}.scope", "cri-containerd-{}.scope",
         "nerdctl-{}.scope", "{}", "kubepods/besteffort/pod5869489f-8c7f-45dc-9abd-1b1620787bb1/{}", "lxc/web", "lxc.payload.web",
         "bpm-web", "user.slice/user-0.slice/docker-{}.scope", "user-0.slice/user@0.service/libpod-{}.scope/container"]


def cgroup():
    """A cgroup with the name of one of root's containers, in a directory that root gave to the user."""
    path = chance.choice(cgroups) + "/" + chance.choice(FORMS).format(an_id())
    os.makedirs(path, exist_ok=True)
    inside = chance.random() < 0.5
    script = f"echo 0 > {path}/cgroup.procs && exec " + ("unshare -Urpf --kill-child sh -c 'sleep 0.05; true'" if inside else "sleep 0.05")
    run(["sh", "-c", script])
    try:
        os.rmdir(path)
    except OSError:
        pass


def names():
    """Programs with the names of runtimes, login programs and jobs."""
    name = chance.choice(["conmon", "containerd-shim", "containerd-shim-runc-v2", "runc", "cron", "atd", "sshd", "systemd", "su"])
    os.makedirs("bin", exist_ok=True)
    if not os.path.exists("bin/" + name):
        shutil.copy("/bin/sleep", "bin/" + name)
    run(["bin/" + name, "0.05"])


def many_processes():
    """Forks as many processes as it may, for a moment."""
    children = []
    try:
        for _ in range(processes):
            pid = os.fork()
            if pid == 0:
                time.sleep(60)
                os._exit(0)
            children.append(pid)
    except OSError:
        done["no process id was free"] += 1
    time.sleep(0.3 if processes <= 400 else 3)
    for pid in children:
        os.kill(pid, signal.SIGKILL)
    for pid in children:
        os.waitpid(pid, 0)


actions = [honest_storage, huge_list, huge_name, deep, large_bundle, exchange, fifo, roots_storage, set_uid_conmon, cgroup, cgroup,
           cgroup, names, many_processes]
while time.monotonic() < end:
    action = chance.choice(actions)
    try:
        action()
        done[action.__name__] += 1
    except OSError as failure:
        done[f"{action.__name__}: {failure.strerror}"] += 1
print(", ".join(f"{name} {count}" for name, count in sorted(done.items())))
