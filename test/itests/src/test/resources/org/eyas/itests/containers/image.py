"""Writes an image as an archive that docker, podman and containerd load: busybox with a few names. image.py FILE TAG PROGRAM..."""

import hashlib
import io
import json
import sys
import tarfile


def added(archive, name, content, mode=0o644):
    entry = tarfile.TarInfo(name)
    entry.size = len(content)
    entry.mode = mode
    archive.addfile(entry, io.BytesIO(content))


def link(archive, name, target):
    entry = tarfile.TarInfo(name)
    entry.type = tarfile.SYMTYPE
    entry.linkname = target
    archive.addfile(entry)


def directory(archive, name):
    entry = tarfile.TarInfo(name)
    entry.type = tarfile.DIRTYPE
    entry.mode = 0o755
    archive.addfile(entry)


def layer():
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name in ("bin", "etc", "proc", "dev", "sys", "tmp"):
            directory(archive, name)
        with open("/usr/bin/busybox", "rb") as busybox:
            added(archive, "bin/busybox", busybox.read(), 0o755)
        for name in ("sh", "sleep", "true", "cat"):
            link(archive, "bin/" + name, "busybox")
        added(archive, "etc/passwd", b"root:x:0:0:root:/:/bin/sh\n")
    return out.getvalue()


def main(file, tag, *command):
    content = layer()
    config = {
        "architecture": "amd64",
        "os": "linux",
        "config": {"Cmd": list(command), "Env": ["PATH=/bin"]},
        "rootfs": {"type": "layers", "diff_ids": ["sha256:" + hashlib.sha256(content).hexdigest()]},
        "history": [{"created_by": tag}],
    }
    text = json.dumps(config).encode()
    name = hashlib.sha256(text).hexdigest() + ".json"
    with tarfile.open(file, "w") as archive:
        added(archive, name, text)
        added(archive, "layer.tar", content)
        added(archive, "manifest.json", json.dumps([{"Config": name, "RepoTags": [tag], "Layers": ["layer.tar"]}]).encode())


main(*sys.argv[1:])
