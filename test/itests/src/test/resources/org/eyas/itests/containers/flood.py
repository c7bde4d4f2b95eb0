"""
Makes many containers by hand, as docker and runc do: files below the data-root, a cgroup, a process in it that starts the
program a little later. flood.py DATA_ROOT COUNT; prints the seconds that it took.
"""

import hashlib
import json
import os
import sys
import time

PARALLEL = 16
PAUSE = 0.1  # between the first process in the cgroup and its program: docker, podman and containerd need 16 ms to 1.7 s


def write(path, content):
    with open(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600), "w") as file:
        json.dump(content, file)


def describe(root, container, name):
    folder = os.path.join(root, "containers", container)
    os.makedirs(folder, 0o710)
    image = {"Image": "acme/bb:1.0", "Labels": {}}
    write(folder + "/config.v2.json", {"Name": "/" + name, "Image": "sha256:77", "Config": image, "State": {"Running": True}})
    write(folder + "/hostconfig.json", {"NetworkMode": "none"})


def run(cgroup, name):
    """The first process moves into the cgroup, as runc does; its child becomes the program."""
    with open(cgroup + "/cgroup.procs", "w") as procs:
        procs.write("0")
    child = os.fork()
    if child == 0:
        time.sleep(PAUSE)
        os.execv("/bin/true", ["true", "flood", name])
    os.waitpid(child, 0)


def finished(cgroups, running):
    pid, _ = os.wait()
    cgroups.append(running.pop(pid))


def main(root, count):
    unified = os.path.exists("/sys/fs/cgroup/cgroup.controllers")
    parent = "/sys/fs/cgroup/docker" if unified else "/sys/fs/cgroup/cpu/docker"
    os.makedirs(parent, exist_ok=True)
    begin = time.time()
    running, cgroups = {}, []
    for i in range(int(count)):
        container = hashlib.sha256(b"%d %d" % (i, os.getpid())).hexdigest()
        cgroup = os.path.join(parent, container)
        describe(root, container, "flood%d" % i)
        os.mkdir(cgroup)
        pid = os.fork()
        if pid == 0:
            run(cgroup, "flood%d" % i)
            os._exit(0)
        running[pid] = cgroup
        if len(running) >= PARALLEL:
            finished(cgroups, running)
    while running:
        finished(cgroups, running)
    print("%.1f" % (time.time() - begin))
    for cgroup in cgroups:
        os.rmdir(cgroup)


main(*sys.argv[1:])
