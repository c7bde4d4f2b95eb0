package org.eyas.enricher.session;

import org.eyas.api.data.Text;
import org.eyas.api.process.AttachmentKey;
import org.eyas.api.process.Attachments;
import org.eyas.api.process.FdType;
import org.eyas.testkit.FakeFd;
import org.eyas.testkit.FakeProcess;

/** Forks and executes processes as the engine's table does, and calls the enricher for each. */
final class Host {
  static final long ALICE = 1000;
  static final long BOB = 1001;
  static final long PTS_3 = 136 << 8 | 3;
  static final long TTY_1 = 4 << 8 | 1;

  final SessionEnricher enricher = new SessionEnricher();
  final FakeProcess init = FakeProcess.of(1, "systemd");
  final FakeProcess sshd;
  private long lastPid = 100;
  private long now = 1_000;

  Host() {
    init.program.exepath = Text.of("/usr/lib/systemd/systemd");
    enriched(init);
    sshd = exec(fork(init), "/usr/sbin/sshd");
    sshd.fds.put(3L, listening(3));
  }

  static FakeFd listening(long number) {
    FakeFd fd = FakeFd.of(number, FdType.IPV4_SERVER, ":::22");
    fd.serverPort = 22;
    return fd;
  }

  static FakeFd accepted(long number, String client, int port) {
    FakeFd fd = FakeFd.tcp(number, client, port, client.contains(":") ? "::1" : "10.0.0.1", 22);
    fd.roleClient = false;
    fd.roleServer = true;
    return fd;
  }

  /** A child with everything that a process inherits. */
  FakeProcess fork(FakeProcess parent) {
    FakeProcess child = parent.child(++lastPid, parent.program.comm.toString());
    child.program.exepath = parent.program.exepath;
    child.program.exe = parent.program.exe;
    child.credentials = child.credentials.withUid(parent.credentials.uid());
    child.credentials = child.credentials.withLoginuid(parent.credentials.loginuid());
    child.usage.tty = parent.usage.tty;
    child.place.rawEnv = parent.place.rawEnv;
    child.place.rawCgroups = parent.place.rawCgroups;
    child.exeFile = parent.exeFile;
    child.ids.vpid = parent.ids.vpid == parent.pid ? child.pid : parent.ids.vpid;
    child.fds.putAll(parent.fds);
    child.attachments.putAll(parent.attachments);
    child.usage.startNanos = ++now;
    return enriched(child);
  }

  FakeProcess exec(FakeProcess process, String path, String... env) {
    return exec(process, path, process.credentials.uid(), env);
  }

  /** @param uid the effective user after it; another one than before if the program is set-uid */
  FakeProcess exec(FakeProcess process, String path, long uid, String... env) {
    process.program.exepath = Text.of(path);
    process.program.exe = Text.of(path.substring(path.lastIndexOf('/') + 1));
    process.program.comm = process.program.exe;
    process.uidBeforeExec = process.credentials.uid();
    process.credentials = process.credentials.withUid(uid);
    if (env.length > 0) {
      process.place.rawEnv = FakeProcess.strings(env);
    }
    return enriched(process);
  }

  /** Forks and executes. */
  FakeProcess run(FakeProcess parent, String path) {
    return exec(fork(parent), path);
  }

  /** Calls a set-uid program of root and makes it start another as a user. */
  FakeProcess call(FakeProcess parent, String program, long target, String command) {
    FakeProcess worker = fork(exec(fork(parent), program, 0));
    worker.credentials = worker.credentials.withUid(target);
    return exec(worker, command);
  }

  /** The process that serves a client before the login, as OpenSSH since 9.8 starts it. */
  FakeProcess connect(String client, int port) {
    sshd.fds.put(7L, accepted(7, client, port));
    FakeProcess monitor = fork(sshd);
    sshd.fds.remove(7L);
    monitor.fds.remove(3L);
    exec(monitor, "/usr/lib/openssh/sshd-session");
    FakeProcess auth = exec(fork(monitor), "/usr/lib/openssh/sshd-auth");
    auth.credentials = auth.credentials.withUid(996);
    return monitor;
  }

  /** The process of sshd that runs as the user. */
  FakeProcess logIn(FakeProcess monitor, long uid, boolean audited) {
    monitor.credentials = monitor.credentials.withLoginuid(audited ? uid : monitor.credentials.loginuid());
    FakeProcess user = fork(monitor);
    user.credentials = user.credentials.withUid(uid);
    return user;
  }

  /** The user's shell. */
  FakeProcess shell(FakeProcess user, String client, int port) {
    FakeProcess channel = fork(user);
    channel.fds.clear();
    channel.usage.tty = PTS_3;
    return exec(channel, "/usr/bin/bash", "HOME=/home/x", "SSH_CONNECTION=" + client + " " + port + " 10.0.0.1 22");
  }

  FakeProcess ssh(String client, int port, long uid) {
    return shell(logIn(connect(client, port), uid, true), client, port);
  }

  FakeProcess enriched(FakeProcess process) {
    enricher.onProcess(process, new Attachments() {
      @Override
      public <T> void put(AttachmentKey<T> key, T value) {
        process.attachments.put(key, value);
      }
    });
    return process;
  }
}
