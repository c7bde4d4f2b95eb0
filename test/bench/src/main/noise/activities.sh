# Ordinary work on a server or a developer's machine: each function is an activity, run in a directory of its own with HOME set to a
# directory with keys and a configuration of git. What must be installed stands in the table below. Network: loopback and the
# machine's package mirror.

# The programs of each activity, besides those of a minimal Debian.
needs() {
  local programs program
  programs=$(sed -n "s/^$1: *//p" << 'TABLE'
make: gcc make ar strip
cmake: cmake gcc make
java: javac jar java
go: go
cargo: cargo
npm: npm node
pip: python3 pip3
deb_build: dpkg-deb fakeroot
rpm_build: rpmbuild
apt_install: apt-get
apt_at: apt-get
dpkg_unit: dpkg dpkg-deb
backup_rsync: rsync
backup_cpio: cpio
postgres: pg_ctlcluster pg_dump psql
redis: redis-server redis-cli
nginx: nginx curl openssl
web_python: python3 curl
dns: dig nslookup host dnsmasq
ssh: ssh sshd ssh-keygen scp
sudo: sudo
cron: crontab
at: at atd
logrotate: logrotate
network: ip ss lsof
trace: strace perf gdb gcc
podman: podman busybox
docker: dockerd docker busybox
git: git
ci: git curl python3 tar
tls: openssl
gpg: gpg
editor: vim visudo
engine: java
ansible: ssh sshd python3 sudo
chroot: mmdebstrap busybox
shell: bash man
build_package: dpkg-buildpackage fakeroot
git_clone: git
apt_dry: apt-get
services: systemctl journalctl
backup_home: tar
backup_zip: zip unzip
venv: python3
sqlite: sqlite3
certificates: openssl
trust: openssl update-ca-certificates
ssh_keys: ssh-keygen ssh-agent ssh-add
rsync_folder: rsync
sessions: su
terminal: tmux
texts: python3
upload: curl python3
npm_scripts: node npm
search_words: grep find
tidy: find
upgrade_by_hand: install
unit_reload: systemctl
TABLE
)
  for program in $programs; do
    PATH=$PATH:/usr/sbin:/sbin command -v "$program" > /dev/null || printf '%s ' "$program"
  done
}

make_home() {
  ssh-keygen -q -t ed25519 -N '' -f "$HOME/.ssh_key" 2> /dev/null && mkdir -p "$HOME/.ssh" && mv "$HOME/.ssh_key" "$HOME/.ssh/id_ed25519" &&
    mv "$HOME/.ssh_key.pub" "$HOME/.ssh/id_ed25519.pub"
  printf '[user]\n  name = A User\n  email = user@example.org\n' > "$HOME/.gitconfig"
}

# --- Builds

activity_make() {
  for i in 1 2 3 4 5; do echo "int f$i(int x) { return x + $i; }" > "f$i.c"; done
  echo 'int f1(int); int main(void) { return f1(-1); }' > main.c
  cat > Makefile << 'M'
prog: main.o libf.a
	$(CC) -o $@ main.o libf.a && strip -s $@
libf.a: f1.o f2.o f3.o f4.o f5.o
	$(AR) rcs $@ $^
install: prog
	install -m 755 -s prog /usr/local/bin/noise-prog
M
  make -j4
  make install
  noise-prog
  rm /usr/local/bin/noise-prog
  mkdir sub && cp f1.c sub && printf 'all: f1.o\n' > sub/Makefile && make -C sub
  cp prog /tmp/noise-prog && strip /tmp/noise-prog && rm /tmp/noise-prog
}

activity_cmake() {
  printf 'cmake_minimum_required(VERSION 3.13)\nproject(p C)\nadd_executable(p main.c)\nenable_testing()\nadd_test(NAME t COMMAND p)\n' > CMakeLists.txt
  echo 'int main(void) { return 0; }' > main.c
  cmake -S . -B build && cmake --build build && (cd build && ctest)
}

activity_java() {
  echo 'public class Main { public static void main(String[] a) throws Exception { System.out.println(java.net.InetAddress.getByName("localhost")); } }' > Main.java
  javac Main.java && jar cfe main.jar Main Main.class && java -jar main.jar
}

activity_go() {
  export GOFLAGS=-mod=mod GOCACHE=$PWD/cache GOPATH=$PWD/path
  printf 'module example.org/p\n\ngo 1.19\n' > go.mod
  printf 'package main\n\nimport "fmt"\n\nfunc main() { fmt.Println("x") }\n' > main.go
  printf 'package main\n\nimport "testing"\n\nfunc TestX(t *testing.T) {}\n' > main_test.go
  go build ./... && go test ./... && go vet ./...
}

activity_cargo() {
  export CARGO_HOME=$PWD/cargo RUSTUP_HOME=${RUSTUP_HOME:-/root/.rustup}
  cargo init --quiet --name p . && cargo build --quiet --offline && cargo test --quiet --offline
}

activity_npm() {
  export npm_config_cache=$PWD/cache
  npm init -y && echo 'console.log(require("fs").readdirSync("."))' > index.js &&
    npm pkg set scripts.build='node index.js' scripts.postinstall='node -e 1' && npm install --offline && npm run build && npm pack
}

activity_pip() {
  python3 -m venv --without-pip env && env/bin/python -c 'import ssl, sqlite3, json'
  mkdir p && echo 'x = 1' > p/__init__.py && printf 'from setuptools import setup\nsetup(name="p", packages=["p"])\n' > setup.py
  python3 -m compileall -q p && python3 -m zipfile -c p.whl p
  python3 -m unittest discover || [ $? = 5 ]
}

activity_deb_build() {
  mkdir -p root/DEBIAN root/usr/share/noise
  printf 'Package: noise\nVersion: 1\nArchitecture: all\nMaintainer: x <x@example.org>\nDescription: x\n' > root/DEBIAN/control
  echo x > root/usr/share/noise/x
  fakeroot dpkg-deb --build root noise.deb && dpkg-deb --contents noise.deb
}

activity_rpm_build() {
  printf 'Name: noise\nVersion: 1\nRelease: 1\nSummary: x\nLicense: MIT\nBuildArch: noarch\n%%description\nx\n%%install\nmkdir -p %%{buildroot}/usr/share/noise\necho x > %%{buildroot}/usr/share/noise/x\n%%files\n/usr/share/noise/x\n' > noise.spec
  rpmbuild --define "_topdir $PWD" -bb noise.spec && rpm -qlp RPMS/noarch/*.rpm
}

# --- Packages

activity_apt_update() { apt-get update -qq; apt-cache policy bash; apt list --upgradable; }

activity_apt_install() {
  export DEBIAN_FRONTEND=noninteractive
  apt-get install -y -qq --no-install-recommends hello tree
  apt-get remove -y -qq hello
  apt-get purge -y -qq hello tree
}

activity_apt_at() {
  export DEBIAN_FRONTEND=noninteractive
  apt-get install -y -qq --reinstall --no-install-recommends at cron openssh-server sudo passwd
}

activity_dpkg_unit() {
  mkdir -p root/DEBIAN root/lib/systemd/system root/etc/cron.d root/etc/noise
  printf 'Package: noise-unit\nVersion: 1\nArchitecture: all\nMaintainer: x <x@example.org>\nDescription: x\n' > root/DEBIAN/control
  printf '#!/bin/sh\nset -e\nadduser --quiet --system --group --no-create-home noise-unit\nsystemctl daemon-reload 2> /dev/null || true\n' > root/DEBIAN/postinst
  printf '#!/bin/sh\ndeluser --quiet noise-unit || true\n' > root/DEBIAN/postrm
  chmod 755 root/DEBIAN/postinst root/DEBIAN/postrm
  printf '[Service]\nExecStart=/bin/true\n' > root/lib/systemd/system/noise-unit.service
  echo '0 3 * * * root /bin/true' > root/etc/cron.d/noise-unit
  echo x > root/etc/noise/x
  dpkg-deb --build root noise-unit.deb
  dpkg -i noise-unit.deb
  dpkg -P noise-unit
}

# --- Backups

activity_backup_tar() { tar czf etc.tgz -C / etc; tar tzf etc.tgz > list; mkdir r; tar xzf etc.tgz -C r; tar czf home.tgz -C "$HOME" .; }

activity_backup_rsync() { rsync -aHAX /etc/ etc/; rsync -aHAX --delete /etc/ etc/; rsync -a "$HOME/" home/; }

activity_backup_copy() { cp -a /etc etc; cp -al etc etc.1; rm -rf etc; cp -a "$HOME" home; }

activity_backup_cpio() { (cd /etc && find . -depth -print0 | cpio -0o --quiet) > etc.cpio; mkdir r; (cd r && cpio -idm --quiet < ../etc.cpio); }

activity_images() { dd if=/dev/zero of=disk bs=1M count=8; mkfs.ext4 -q disk; mkdir m; mount -o loop disk m && umount m || true; sha256sum disk; }

# --- Servers

activity_postgres() {
  local cluster
  cluster=$(pg_lsclusters -h | awk 'NR == 1 { print $1, $2 }')
  # shellcheck disable=SC2086
  pg_ctlcluster $cluster start
  su postgres -c "psql -c 'create database noise' && pg_dump noise > /dev/null && psql -c 'drop database noise'" || true
  # shellcheck disable=SC2086
  pg_ctlcluster $cluster reload
  # shellcheck disable=SC2086
  pg_ctlcluster $cluster stop
}

activity_redis() {
  redis-server --port 17379 --dir "$PWD" --daemonize yes --pidfile "$PWD/pid"
  sleep 0.5
  for i in $(seq 20); do redis-cli -p 17379 set k$i $i; done
  redis-cli -p 17379 bgsave; sleep 0.5; redis-cli -p 17379 shutdown
}

activity_nginx() {
  openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -days 2 -subj /CN=localhost
  mkdir -p html logs && echo x > html/index.html
  cat > nginx.conf << N
pid $PWD/pid; error_log $PWD/logs/error.log; events {}
http { access_log $PWD/logs/access.log; server { listen 127.0.0.1:18080; listen 127.0.0.1:18443 ssl; ssl_certificate $PWD/cert.pem;
  ssl_certificate_key $PWD/key.pem; root $PWD/html; location /up { proxy_pass http://127.0.0.1:18080/; } } }
N
  chmod a+rX "$work" "$PWD" html html/index.html
  nginx -t -c "$PWD/nginx.conf"; nginx -c "$PWD/nginx.conf"
  for i in $(seq 20); do curl -sk https://127.0.0.1:18443/up > /dev/null; done
  nginx -s reload -c "$PWD/nginx.conf"; sleep 0.3; nginx -s quit -c "$PWD/nginx.conf"
}

activity_web_python() {
  echo x > index.html
  python3 -m http.server 18081 --bind 127.0.0.1 & server=$!
  sleep 1; curl -s http://127.0.0.1:18081/ ; wget -q -O page http://127.0.0.1:18081/ || true
  kill $server
}

activity_dns() {
  dnsmasq --no-daemon --port=15353 --listen-address=127.0.0.1 --bind-interfaces --no-resolv --no-hosts --address=/example.org/192.0.2.1 & server=$!
  sleep 0.5
  dig @127.0.0.1 -p 15353 example.org; nslookup -port=15353 example.org 127.0.0.1; host -p 15353 example.org 127.0.0.1
  getent hosts localhost; ping -c 1 127.0.0.1 || true
  kill $server
}

# --- Administration

# A server of ssh that knows the key of HOME.
sshd_here() {
  ssh-keygen -q -t ed25519 -N '' -f host_key
  mkdir -p /run/sshd
  cat > sshd_config << S
Port 12222
ListenAddress 127.0.0.1
HostKey $PWD/host_key
PidFile $PWD/pid
AuthorizedKeysFile $PWD/authorized_keys
StrictModes no
UsePAM yes
Subsystem sftp internal-sftp
S
  cp "$HOME/.ssh/id_ed25519.pub" authorized_keys
  /usr/sbin/sshd -f "$PWD/sshd_config"
  sleep 0.3
}

remote=(-p 12222 -o StrictHostKeyChecking=no -o BatchMode=yes)

activity_ssh() {
  sshd_here
  ssh "${remote[@]}" -i "$HOME/.ssh/id_ed25519" root@127.0.0.1 'hostname; df -h / > /dev/null; ls /etc > /dev/null'
  ssh "${remote[@]}" -tt -i "$HOME/.ssh/id_ed25519" root@127.0.0.1 'bash -lc "ls; id"' || true
  scp -P 12222 -o StrictHostKeyChecking=no -i "$HOME/.ssh/id_ed25519" sshd_config root@127.0.0.1:"$PWD/copied"
  kill "$(cat pid)"
}

activity_ansible() {
  sshd_here
  cat > module.py << 'P'
import json, os, platform, subprocess
print(json.dumps({"os": platform.platform(), "users": len(open("/etc/passwd").readlines()), "up": open("/proc/uptime").read()}))
subprocess.check_call(["id"])
P
  ssh "${remote[@]}" -i "$HOME/.ssh/id_ed25519" root@127.0.0.1 "/bin/sh -c 'umask 77 && mkdir -p $PWD/tmp-1'"
  scp -P 12222 -o StrictHostKeyChecking=no -i "$HOME/.ssh/id_ed25519" module.py root@127.0.0.1:"$PWD/tmp-1/AnsiballZ_setup.py"
  ssh "${remote[@]}" -i "$HOME/.ssh/id_ed25519" root@127.0.0.1 "/bin/sh -c 'chmod u+x $PWD/tmp-1/* && sudo -H -S -n -u root /bin/sh -c \"/usr/bin/python3 $PWD/tmp-1/AnsiballZ_setup.py\" && rm -rf $PWD/tmp-1'"
  kill "$(cat pid)"
}

activity_sudo() { sudo -n id; sudo -n -u nobody ls /; sudo -l; su nobody -s /bin/sh -c id; runuser -u nobody -- id; }

activity_accounts() {
  useradd -m noise-user; echo 'noise-user:x1y2z3!' | chpasswd; usermod -aG users noise-user; chage -l noise-user; passwd -S noise-user
  groupadd noise-group; id noise-user; getent passwd noise-user; groupdel noise-group; userdel -r noise-user || true
}

activity_cron() { crontab -l || true; echo '0 4 * * * /bin/true' | crontab -; crontab -l; crontab -r; }

activity_at() { atd; echo true | at now + 1 day; atq; for job in $(atq | cut -f 1); do atrm "$job"; done; pkill -x atd; }

activity_logrotate() {
  mkdir logs; for i in 1 2 3; do seq 1000 > logs/$i.log; done; chmod 755 logs
  printf '%s/logs/*.log {\n  su root root\n  rotate 3\n  compress\n  copytruncate\n}\n' "$PWD" > rotate.conf; chmod 644 rotate.conf
  logrotate -f -s state rotate.conf; logrotate -f -s state rotate.conf
}

activity_network() { ip addr; ip route; ss -tunap; lsof -i -n -P || true; iptables -L -n || true; cat /proc/net/tcp /etc/resolv.conf; curl -s -m 1 http://127.0.0.1:1/ || true; }

activity_processes() { ps auxww; top -b -n 1; uptime; free; vmstat; df -h; du -sh /var/log; lsof -n -p $$ || true; dmesg | tail -n 3 || true; who; last | head -n 3; pgrep -a bash; renice -n 5 $$; }

activity_search() { find / -xdev -name '*.conf' -newer /etc/hostname | head -n 50; grep -rl localhost /etc || true; find / -xdev -perm -4000 | head -n 5; ls -laR /etc > /dev/null; locate x || true; }

activity_trace() {
  echo 'int main(void) { return 0; }' > m.c && gcc -g -o m m.c
  strace -c ./m; gdb -batch -ex run -ex bt ./m; perf stat ./m || true; ltrace ./m || true
}

activity_tls() {
  openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -days 2 -subj /CN=localhost
  openssl s_server -accept 127.0.0.1:18444 -key key.pem -cert cert.pem -www & server=$!
  sleep 0.5; echo | openssl s_client -connect 127.0.0.1:18444 > /dev/null; kill $server
  mkdir -p /etc/ssl/noise && install -m 600 key.pem /etc/ssl/noise/key.pem && rm -r /etc/ssl/noise
}

activity_gpg() {
  export GNUPGHOME=$PWD/gnupg; mkdir -m 700 gnupg
  gpg --batch --passphrase '' --quick-generate-key noise@example.org; echo x > f; gpg --batch --sign f; gpg --verify f.gpg; gpgconf --kill all
}

activity_editor() {
  cp /etc/hosts hosts.saved
  vim -es -u NONE -c 'normal Go127.0.0.1 noise.example' -c wq /etc/hosts
  sed -i '/noise.example/d' /etc/hosts; cmp /etc/hosts hosts.saved || cp hosts.saved /etc/hosts
  visudo -c; sed -i 's/x/x/' "$HOME/.gitconfig"; sysctl -a > /dev/null; sysctl -w kernel.printk="$(sysctl -n kernel.printk | tr '\t' ' ')"
}

activity_shell() {
  printf 'cd /tmp\nls\nhistory\nalias x=ls\nexport PATH=$PATH:/opt/x\nman -P cat ls | head -n 3\nexit\n' | bash -l -i || true
  echo 'alias ll="ls -l"' >> "$HOME/.bashrc"; date; env; cat /etc/os-release; hostnamectl || true; timedatectl || true; systemctl status || true; journalctl -n 1 || true
}

activity_engine() { "$eyas" --version; "$eyas" -V "$here/src/main/rules/attack.yaml" || true; "$eyas" --list > /dev/null; "$eyas" health || true; timeout -s INT 8 "$eyas" || true; }

# --- Containers

activity_podman() {
  mkdir -p image/bin && cp "$(command -v busybox)" image/bin/busybox
  local storage=(--root "$PWD/root" --runroot "$PWD/run" --storage-driver vfs --cgroup-manager cgroupfs)
  tar -C image -c . | podman "${storage[@]}" import - noise
  podman "${storage[@]}" run --rm --ulimit host --network none noise /bin/busybox echo x
  podman "${storage[@]}" run -d --ulimit host --name n --network none noise /bin/busybox sleep 100
  podman "${storage[@]}" exec n /bin/busybox ls / && podman "${storage[@]}" rm -f -t 0 n && podman "${storage[@]}" rmi -f noise
}

activity_docker() {
  cp "$(command -v busybox)" busybox
  dockerd --data-root "$PWD/data" --exec-root "$PWD/exec" -H "unix://$PWD/sock" -p "$PWD/pid" --storage-driver vfs --bridge none --iptables=false --ip6tables=false > dockerd.log 2>&1 & daemon=$!
  export DOCKER_HOST=unix://$PWD/sock
  for i in $(seq 100); do docker version > /dev/null 2>&1 && break; sleep 0.2; done
  printf 'FROM scratch\nCOPY busybox /bin/busybox\nCMD ["/bin/busybox", "echo", "x"]\n' > Dockerfile
  DOCKER_BUILDKIT=0 docker build -q --ulimit host -t noise . && docker run --rm --network none noise
  docker run -d --name n --network none noise /bin/busybox sleep 100 && docker exec n /bin/busybox ls / && docker logs n && docker rm -f n && docker rmi -f noise
  kill $daemon; wait $daemon || true
}

activity_chroot() {
  mkdir -p root/bin root/proc && cp "$(command -v busybox)" root/bin/busybox && chroot root /bin/busybox ls /
  unshare -m -p -f --mount-proc true; unshare -r id || true; mount --bind root root && umount root
}

# --- Developers and their pipelines

activity_git() {
  git init -q r && cd r && for i in $(seq 5); do echo $i > f && git add f && git commit -q -m "$i"; done
  printf '#!/bin/sh\nexit 0\n' > .git/hooks/pre-commit && chmod +x .git/hooks/pre-commit && echo x >> f && git commit -q -am x
  git gc -q && git clone -q . ../c && git -C ../c pull -q && git log --oneline | cat && git -c protocol.file.allow=always submodule status
}

activity_ci() {
  git init -q --bare origin.git; git clone -q origin.git job; cd job
  printf '#!/bin/bash\nset -e\nmkdir -p out\npython3 -m compileall -q .\ntar czf out/a.tgz *.py\nsha256sum out/a.tgz\n' > build.sh; echo 'print(1)' > a.py; chmod +x build.sh
  git add -A; git commit -q -m x; git push -q origin HEAD
  printf 'export TOKEN=secret\n./build.sh\n' | env -i PATH="$PATH" HOME="$HOME" bash -e -l
  python3 -c 'import http.server; s = http.server.HTTPServer(("127.0.0.1", 18082), type("H", (http.server.BaseHTTPRequestHandler,), {"do_PUT": lambda h: (h.rfile.read(int(h.headers["content-length"])), h.send_response(201), h.end_headers())})); s.handle_request()' & server=$!
  sleep 0.7; curl -s -T out/a.tgz http://127.0.0.1:18082/a.tgz; wait $server
}

activity_python_tools() {
  python3 -c 'import subprocess; [subprocess.run(["sh", "-c", "true"]) for _ in range(20)]; print(subprocess.check_output("ls /", shell=True))'
  python3 -c 'import multiprocessing as m; p = m.get_context("fork").Pool(2); print(p.map(abs, [1, -1])); p.terminate()'
  python3 -c 'import asyncio; asyncio.run(asyncio.sleep(0.1)); import tempfile, sqlite3; sqlite3.connect(tempfile.mktemp()).execute("create table t(a)")'
  perl -e 'print `id`'; node -e 'require("child_process").execSync("id"); require("dns").lookup("localhost", console.log)' || true
}

# --- What else people and their machines do

activity_build_package() {
  mkdir -p noise-1/debian/source && cd noise-1
  printf 'noise (1) unstable; urgency=low\n\n  * x\n\n -- x <x@example.org>  Thu, 01 Jan 2026 00:00:00 +0000\n' > debian/changelog
  printf 'Source: noise\nMaintainer: x <x@example.org>\nBuild-Depends:\nStandards-Version: 4.6.0\n\nPackage: noise\nArchitecture: all\nDescription: x\n x\n' > debian/control
  printf '#!/usr/bin/make -f\nbuild build-arch build-indep clean:\nbinary binary-arch binary-indep:\n\trm -rf debian/tmp && mkdir -p debian/tmp/DEBIAN debian/tmp/usr/bin && install -m 755 /bin/true debian/tmp/usr/bin/noise\n\tdpkg-gencontrol -Pdebian/tmp && dpkg-deb --build debian/tmp ..\n' > debian/rules
  echo 3.0 \(native\) > debian/source/format && chmod +x debian/rules && dpkg-buildpackage -us -uc -b -d
}

activity_git_clone() {
  git init -q a && (cd a && for i in 1 2 3; do seq $i 100 > f$i && git add . && git commit -q -m $i; done && git tag -m v1 v1 && git checkout -q -b b && git rebase -q HEAD~1)
  git clone -q "file://$PWD/a" c && cd c && git fetch -q --tags && git stash list && git gc -q --aggressive --prune=now && git fsck && git worktree add -q ../w HEAD~1 && git bundle create -q ../b.bundle --all
}

activity_apt_dry() { apt-get -s -qq dist-upgrade; apt-get -s -qq install hello || true; apt-cache search -n '^hello$'; dpkg -l > list; dpkg -V bash || true; dpkg -S /bin/bash || true; apt-mark showmanual > manual; }

activity_services() { systemctl status cron || true; systemctl list-units --all || true; systemctl list-timers || true; systemctl cat ssh || true; journalctl -u ssh -n 5 || true; journalctl --disk-usage || true; systemctl is-active cron || true; loginctl || true; }

activity_backup_home() { mkdir -p "$HOME/.config/x" && echo x > "$HOME/.config/x/x"; tar czf home.tgz -C / home; tar tzf home.tgz > list; tar cf - -C "$HOME" . | (mkdir r && tar xpf - -C r); tar czf log.tgz /var/log; sha256sum home.tgz > sum && sha256sum -c sum; }

activity_backup_zip() { zip -qr etc.zip /etc/default /etc/apt; unzip -q etc.zip -d r; zip -qr home.zip "$HOME/.gitconfig"; tar cJf x.tar.xz r && xz -t x.tar.xz; gzip -k etc.zip && gunzip -c etc.zip.gz > /dev/null; split -b 64k etc.zip part-; }

activity_venv() {
  mkdir -p p/noise_p && echo 'x = 1' > p/noise_p/__init__.py
  python3 - << 'P'
import base64, hashlib, zipfile
files = {"noise_p/__init__.py": "def main(): print(1)\n", "noise_p-1.dist-info/METADATA": "Metadata-Version: 2.1\nName: noise-p\nVersion: 1\n",
         "noise_p-1.dist-info/WHEEL": "Wheel-Version: 1.0\nGenerator: x\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
         "noise_p-1.dist-info/entry_points.txt": "[console_scripts]\nnoise-p = noise_p:main\n"}
with zipfile.ZipFile("noise_p-1-py3-none-any.whl", "w") as z:
    record = ""
    for name, text in files.items():
        z.writestr(name, text)
        record += "%s,sha256=%s,%d\n" % (name, base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode(), len(text))
    z.writestr("noise_p-1.dist-info/RECORD", record + "noise_p-1.dist-info/RECORD,,\n")
P
  python3 -m venv env && env/bin/pip install -q --no-index ./noise_p-1-py3-none-any.whl && env/bin/noise-p && env/bin/pip list && env/bin/pip uninstall -q -y noise-p
}

activity_sqlite() { sqlite3 x.db 'create table t(a); insert into t values (1), (2);'; sqlite3 x.db .dump > dump.sql; sqlite3 y.db < dump.sql; sqlite3 y.db 'vacuum; pragma integrity_check;'; sqlite3 x.db ".backup z.db"; }

activity_certificates() {
  openssl genrsa -out ca.key 2048; openssl req -x509 -new -key ca.key -subj /CN=ca -days 30 -out ca.pem
  openssl req -new -newkey rsa:2048 -nodes -keyout site.key -subj /CN=site -out site.csr
  openssl x509 -req -in site.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 7 -out site.pem; openssl verify -CAfile ca.pem site.pem; openssl x509 -in site.pem -noout -checkend 86400
  mkdir -p /etc/ssl/noise-site && install -m 600 site.key site.pem /etc/ssl/noise-site/ && ln -sf site.pem /etc/ssl/noise-site/live.pem && rm -r /etc/ssl/noise-site
  openssl rand -base64 32 > secret; openssl enc -aes-256-cbc -pbkdf2 -pass file:secret -in site.pem -out site.enc
}

activity_trust() {
  openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out noise.crt -days 2 -subj /CN=noise
  cp noise.crt /usr/local/share/ca-certificates/noise.crt && update-ca-certificates
  rm /usr/local/share/ca-certificates/noise.crt && update-ca-certificates --fresh
}

activity_ssh_keys() {
  ssh-keygen -q -t ed25519 -N '' -f "$HOME/.ssh/id_noise" && ssh-keygen -y -f "$HOME/.ssh/id_noise" > pub && ssh-keygen -lf pub && ssh-keygen -q -p -N xxxxx -P '' -f "$HOME/.ssh/id_noise"
  printf 'Host noise\n  HostName 127.0.0.1\n' >> "$HOME/.ssh/config"; chmod 600 "$HOME/.ssh/config"
  ssh-agent sh -c "ssh-add -q '$HOME/.ssh/id_ed25519'; ssh-add -l"; ssh-keygen -F 127.0.0.1 || true; rm "$HOME/.ssh/id_noise" "$HOME/.ssh/id_noise.pub"; ls -la "$HOME/.ssh"
}

activity_rsync_folder() { mkdir -p src && seq 1000 > src/a && cp -a /usr/share/doc/bash src/ && rsync -a --delete src/ dst/ && rsync -an --itemize-changes src/ dst/ && rsync -a --link-dest="$PWD/dst" src/ dst2/; rsync -a /var/log/ logs/ || true; rsync -a --exclude .ssh "$HOME/" home/; }

activity_sessions() { su - root -c 'id; pwd; umask'; su nobody -s /bin/sh -c 'echo $HOME; ls /tmp > /dev/null; ulimit -a'; runuser -u nobody -- env; command -v sudo > /dev/null && sudo -n -u nobody sh -c 'whoami; exit 0'; who; w || true; last -n 3 || true; }

activity_terminal() { tmux -L noise -f /dev/null new-session -d 'ls; sleep 1' && tmux -L noise send-keys 'date' Enter && sleep 0.5; tmux -L noise kill-server || true; script -qc 'ls /' typescript || true; }

activity_texts() { grep -rn TODO /usr/share/doc/bash || true; awk -F: '{ print $1 }' /etc/passwd | sort | head -n 3; sed -n 1,3p /etc/group; cut -d: -f1 /etc/passwd | xargs -n 5 echo; find /usr/share -name '*.json' | head -n 5 | xargs -r python3 -m json.tool --json-lines > /dev/null || true; diff -r /etc/default /etc/default; locale; watch -n 1 -t true & sleep 1; kill $!; }

activity_upload() {
  python3 -m http.server 18083 --bind 127.0.0.1 > server.log 2>&1 & server=$!
  seq 10000 > big; mkdir d; sleep 1
  curl -s -o d/got http://127.0.0.1:18083/big; cmp big d/got; curl -s -I http://127.0.0.1:18083/; curl -s -F f=@big http://127.0.0.1:18083/ || true
  printf '#!/bin/sh\necho installed\n' > install.sh; wget -q -O tool.sh http://127.0.0.1:18083/install.sh && sh tool.sh; kill $server
}

activity_npm_scripts() {
  export npm_config_cache=$PWD/cache; mkdir -p lib/bin && printf '#!/usr/bin/env node\nconsole.log(1)\n' > lib/bin/x && chmod +x lib/bin/x
  (cd lib && npm init -y && npm pkg set bin.noise-x=bin/x && npm pack)
  npm init -y && npm install --offline ./lib && npx --no-install noise-x && npm ls && npm audit --offline || true
  node -e 'require("http").createServer((q, s) => s.end("x")).listen(18084, "127.0.0.1", () => setTimeout(() => process.exit(), 300))'
}

activity_search_words() { grep -rn nameserver /etc/resolv.conf /etc/default || true; grep -rIl --include='*.conf' root /etc || true; find /etc -name '*.conf' -exec grep -l user {} + | head -n 3; find /var/log -name '*.log' -mtime -1; find "$HOME" -type f -size -10k -exec wc -c {} +; grep -r example.org "$HOME/.gitconfig"; zgrep -c . /var/log/*.gz || true; }

activity_tidy() { find /tmp -maxdepth 1 -name 'noise-*' -mtime +1 -delete; mkdir -p cache/a && seq 10 > cache/a/x && find cache -type f -delete && rm -rf cache; apt-get clean; truncate -s 0 x.log; mkdir /tmp/noise-tidy && mktemp -p /tmp/noise-tidy && rm -r /tmp/noise-tidy; journalctl --vacuum-time=365d || true; sync; }

activity_upgrade_by_hand() {
  mkdir -p opt-noise-1/bin && printf '#!/bin/sh\necho 1\n' > opt-noise-1/bin/noise-app && chmod 755 opt-noise-1/bin/noise-app && tar czf app.tgz opt-noise-1
  mkdir -p /opt/noise && tar xzf app.tgz -C /opt/noise && ln -sfn opt-noise-1 /opt/noise/current && /opt/noise/current/bin/noise-app
  install -d -m 755 /etc/noise-app && printf 'port=1\n' > /etc/noise-app/app.conf && sed -i s/1/2/ /etc/noise-app/app.conf && chown -R nobody /etc/noise-app
  rm -r /opt/noise /etc/noise-app
}

activity_unit_reload() { systemctl daemon-reload || true; systemctl restart cron || true; systemctl reload ssh || true; systemd-analyze verify default.target || true; systemd-tmpfiles --create --dry-run || true; systemctl list-dependencies || true; }
