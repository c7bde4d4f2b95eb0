# Programs whose events two drivers record at the same time. Argument: an empty folder.
set -e
cd "$1"
ln -s /etc/passwd link
cat link ../"$(basename "$1")"/link /etc/mtab /proc/self/maps /usr/../etc/hosts > /dev/null
cat /dev/stdin < /dev/null
ls -l /proc/self/fd > /dev/null
echo a > new; echo b >> new; echo c > new
mkdir -p a/b; mv new a/b/c; chmod 600 a/b/c; rm -r a
! ./missing 2> /dev/null
printf '#!/bin/sh -e\ntrue "$1"\n' > script; chmod 700 script; ./script argument; PATH=. script; rm script
mkdir fixed
unshare -m sh -c 'mount -t tmpfs t fixed; cp /bin/true fixed; fixed/true; mount -o remount,ro fixed; fixed/true; cd fixed; ./true'
python3 - << 'P'
import os, socket, threading
listening = socket.socket(socket.AF_INET6); listening.bind(("::1", 0)); listening.listen(7)
clients = [socket.create_connection(listening.getsockname()[:2]) for _ in range(2)]
server, _ = listening.accept()
clients[0].send(b"hello"); server.recv(9); server.close()
bound = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); bound.bind(("127.0.0.1", 0))
other = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); other.sendto(b"q", bound.getsockname()); bound.recvfrom(9)
other.connect(bound.getsockname()); other.send(b"w")
refused = socket.socket(); refused.connect_ex(("127.0.0.1", 1))
for name in ("socket", "\0eyas-agreement-%d" % os.getpid()):
    unix = socket.socket(socket.AF_UNIX); unix.bind(name); unix.listen(1)
    peer = socket.socket(socket.AF_UNIX); peer.connect(name); peer.send(b"x")
work = lambda: (os.system("true"), open("/etc/hosts").read())
threads = [threading.Thread(target=work) for _ in range(3)]
[thread.start() for thread in threads]; [thread.join() for thread in threads]
memory = os.memfd_create("memory"); os.open("/proc/self/fd/%d" % memory, os.O_RDONLY)
os.chroot("/usr"); os.chdir("/"); program = open("/share/../bin/env", "rb"); program.read(1)
P
unshare -p -f sh -c 'echo x | cat > /dev/null'
