package org.eyas.engine.loop;

import java.util.Arrays;
import org.eyas.api.source.CaptureStats;
import org.eyas.api.source.EventSink;
import org.eyas.testkit.QuietCapture;

/**
 * A live source of synthetic events: processes that fork, execute, open, connect, start a thread and end, and whose ids are
 * soon reused. Some exit and close events are lost. The number of living processes is constant.
 */
final class BusyMachine extends QuietCapture {
  static final String SECRET = "/data/secret__/file";
  private static final String FILE = "/data/########/file";
  private static final int ALIVE = 2_000;
  private static final int FIRST_PID = 1_000;
  private static final int PIDS = 60_000;
  private static final int FILES = 100_000;
  private static final int EVENTS_APART_NANOS = 10_000;
  private static final int SECRET_EVERY = 1_000;
  private static final int LOST_EXIT_EVERY = 64;
  private static final int LOST_CLOSE_EVERY = 32;
  private static final byte[] TUPLE = {2, 10, 0, 0, 5, 0x39, (byte) 0x30, 10, 0, 0, 6, 0x50, 0};

  private final Template childClone = clone(0);
  private final Template parentClone = clone(77);
  private final Template exec =
      new Template(
          "SYSCALL_EXECVE_19_X", 0, "/usr/bin/worker", "--job=########\0".getBytes(), 1, 1, 1, "", 512, 4, 5, 60, 50, 40,
          "worker", "cpu_cgroup=/jobs\0".getBytes(), "PATH=/bin\0HOME=/\0".getBytes(), 3, 42, 1001, 0, 0, 0, 0, 99,
          1_000, 2_000, 1000, "/usr/bin/worker", 43, 1002);
  private final Template exit = new Template("PROCEXIT_1_E", 0, 0, 0, 0, 0);
  private final Template open = new Template("SYSCALL_OPENAT_2_X", 3, -100, FILE, 1, 0, 8, 4711);
  private final Template read = new Template("SYSCALL_READ_X", 3, "abc".getBytes(), 3, 3);
  private final Template fstat = new Template("SYSCALL_FSTAT_X", 0, 3);
  private final Template close = new Template("SYSCALL_CLOSE_X", 0, 3);
  private final Template socket = new Template("SOCKET_SOCKET_X", 30, 2, 1, 6);
  private final Template connect = new Template("SOCKET_CONNECT_X", 0, TUPLE, 30);

  private final long[] alive = new long[ALIVE];
  private final long[] began = new long[FIRST_PID + PIDS + 1];
  private final long events;
  private long told;
  private long processes;
  private long files;
  private long secrets;
  private long lostExits;
  private long nanos = 1_700_000_000_000_000_000L;
  private EventSink sink = (cpu, memory, offset, length) -> {};

  /** @param events the minimum number of events before it ends */
  BusyMachine(long events) {
    this.events = events;
    Arrays.fill(alive, -1);
  }

  private static Template clone(long result) {
    return new Template(
        "SYSCALL_CLONE_20_X", result, "worker", "-l\0".getBytes(), 1, 1, 1, "", 2048, 1, 2, 30, 20, 10, "worker",
        "cpu_cgroup=/jobs\0".getBytes(), 0, 0, 0, 1, 1, 0);
  }

  @Override
  public int poll(EventSink into, int limit) {
    if (told >= events) {
      return END;
    }
    sink = into;
    long before = told;
    while (told - before < limit) {
      life();
    }
    return (int) (told - before);
  }

  private void tell(Template event) {
    nanos += EVENTS_APART_NANOS;
    told++;
    event.at(nanos);
    sink.onEvent(0, event.event, 0, event.event.limit());
  }

  private void life() {
    int slot = (int) (processes % ALIVE);
    end(alive[slot]);
    long pid = FIRST_PID + processes % PIDS;
    alive[slot] = pid;
    began[(int) pid] = nanos;
    processes++;
    begin(pid);
    for (int i = 0; i < 8; i++) {
      file(pid, 3 + i);
    }
    tell(socket.of(pid));
    tell(connect.of(pid));
    thread(pid);
  }

  private void begin(long pid) {
    long parent = 1;
    tell(child(pid, pid, parent, 0));
    tell(parentClone.of(parent).with(0, pid).with(3, parent).with(4, parent).with(5, 0).with(18, parent).with(19, parent));
    tell(exec.of(pid).with(3, pid).with(4, pid).with(5, parent).digits(2, processes));
  }

  private Template child(long tid, long pid, long parent, long flags) {
    return childClone.of(tid).with(3, tid).with(4, pid).with(5, parent).with(15, flags).with(18, tid).with(19, pid);
  }

  private void file(long pid, int fd) {
    files++;
    if (files % SECRET_EVERY == 0) {
      secrets++;
      open.text(2, SECRET);
    } else {
      open.text(2, FILE).digits(2, files % FILES);
    }
    tell(open.of(pid).with(0, fd).with(6, files % FILES));
    tell(read.of(pid).with(2, fd));
    tell(fstat.of(pid).with(1, fd));
    tell(read.of(pid).with(2, fd));
    if (files % LOST_CLOSE_EVERY != 0) {
      tell(close.of(pid).with(1, fd));
    }
  }

  private void thread(long pid) {
    long tid = pid + 100_000;
    int cloneThread = 0x2001;
    tell(child(tid, pid, 1, cloneThread));
    tell(fstat.of(tid).with(1, 30));
    tell(exit.of(tid));
  }

  private void end(long pid) {
    if (pid < 0) {
      return;
    }
    began[(int) pid] = 0;
    if (processes % LOST_EXIT_EVERY == 0) {
      lostExits++;
    } else {
      tell(exit.of(pid));
    }
  }

  /** The number of opened files that the rule is about. */
  long secrets() {
    return secrets;
  }

  long told() {
    return told;
  }

  long lostExits() {
    return lostExits;
  }

  long processesBegun() {
    return processes;
  }

  /** The number of living processes. */
  static int alive() {
    return ALIVE;
  }

  @Override
  public long startNanos(long pid, long tid) {
    boolean lives = tid == pid && pid < began.length && began[(int) pid] != 0;
    return lives ? began[(int) pid] : NO_THREAD;
  }

  @Override
  public CaptureStats stats() {
    return new CaptureStats(told, 0);
  }
}
