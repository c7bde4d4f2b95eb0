package org.eyas.engine.loop;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.eyas.engine.schema.EventSchema;
import org.eyas.testkit.scap.ScapEventEncoder;
import org.jspecify.annotations.Nullable;

/**
 * A machine on which threads fork, start threads, execute programs, change users and sessions, end and are inherited by others, and make
 * calls meanwhile. Ids are used again soon. The two events of a clone come in either order, with events of others between them.
 */
final class ChangingThreads {
  static final List<String> NAMES = List.of("a", "b", "cat", "sh");
  private static final long INIT = 1;
  private static final int THREAD = 0x1;
  private static final int MOST = 12;

  /**
   * One event, with what the kernel knows when it is made.
   *
   * @param endsWithOthers whether it has relatives only because other threads of its process end, too
   */
  record Made(String type, long tid, boolean hasRelatives, boolean endsWithOthers, ByteBuffer event) {}

  private static final class Thread {
    final long tid;
    final long pid;
    long parent; // a process
    long creator; // one of its threads
    boolean waits; // for its clone to return, or for its end
    boolean ended; // its event was made

    Thread(long tid, long pid, long parent, long creator) {
      this.tid = tid;
      this.pid = pid;
      this.parent = parent;
      this.creator = creator;
    }
  }

  private final Random random;
  private final boolean calm;
  private final EventSchema schema = EventSchema.current();
  private final Map<Long, Thread> threads = new TreeMap<>();
  private final Deque<Runnable> later = new ArrayDeque<>();
  private final List<Made> made = new ArrayList<>();
  private long nanos = 1_000_000_000_000L;
  private long nextTid = 100;

  /** @param calm whether few events change threads: then answers about ancestors hold for long */
  ChangingThreads(Random random, boolean calm) {
    this.random = random;
    this.calm = calm;
    threads.put(INIT, new Thread(INIT, INIT, 0, 0));
  }

  /** The events of the next step: none, one, or several of which each happens before the next. */
  List<Made> next() {
    made.clear();
    if (!later.isEmpty() && random.nextInt(calm ? 10 : 3) == 0) {
      later.removeFirst().run();
      return List.copyOf(made);
    }
    List<Thread> ready = threads.values().stream().filter(thread -> !thread.waits).toList();
    if (!ready.isEmpty()) {
      act(ready.get(random.nextInt(ready.size())));
    }
    return List.copyOf(made);
  }

  /** A thread that is alive. */
  long any() {
    List<Long> tids = List.copyOf(threads.keySet());
    return tids.get(random.nextInt(tids.size()));
  }

  private void act(Thread by) {
    if (calm) {
      actCalmly(by);
      return;
    }
    switch (random.nextInt(24)) {
      case 0, 1 -> clone(by, 0);
      case 2 -> clone(by, THREAD);
      case 3, 4 -> exec(by);
      case 5 -> tell(by, "SYSCALL_SETUID_X", result(), (long) random.nextInt(3));
      case 6 -> tell(by, "SYSCALL_SETGID_X", result(), (long) random.nextInt(3));
      case 7 -> tell(by, "SYSCALL_CAPSET_X", 0, 0, 0, (long) random.nextInt(2));
      case 8 -> tell(by, "SYSCALL_SETSID_X", by.pid);
      case 9, 10 -> exit(by);
      case 15 -> exitGroup(by);
      case 11, 12 -> tell(by, "SYSCALL_UNLINKAT_2_X", result(), -100, path(), 0);
      case 13, 14 -> tell(by, "SYSCALL_MKDIRAT_X", result(), -100, path(), 0755);
      default -> tell(by, "SYSCALL_RMDIR_2_X", result(), path());
    }
  }

  private void actCalmly(Thread by) {
    switch (random.nextInt(24)) {
      case 0, 1 -> clone(by, 0);
      case 2, 3 -> clone(by, THREAD);
      case 4, 5 -> exitGroup(by);
      default -> tell(by, "SYSCALL_RMDIR_2_X", result(), path());
    }
  }

  private long result() {
    return random.nextInt(4) == 0 ? -2 : 0;
  }

  private String path() {
    return "/" + NAMES.get(random.nextInt(NAMES.size()));
  }

  private void clone(Thread by, int flags) {
    if (threads.size() >= MOST) {
      return;
    }
    long tid = freeTid();
    boolean leads = flags == 0;
    Thread child = new Thread(tid, leads ? tid : by.pid, leads ? by.pid : by.parent, leads ? by.tid : by.creator);
    child.waits = true;
    by.waits = true;
    threads.put(tid, child);
    Runnable inChild = () -> {
      cloned(child, 0, flags == 0 ? 0 : 0x2001);
      child.waits = false;
    };
    Runnable inParent = () -> {
      cloned(by, tid, flags == 0 ? 0 : 0x2001);
      by.waits = false;
    };
    boolean childFirst = random.nextBoolean();
    (childFirst ? inChild : inParent).run();
    later.addLast(childFirst ? inParent : inChild);
  }

  private long freeTid() {
    do {
      nextTid = 100 + (nextTid - 99) % 20;
    } while (threads.containsKey(nextTid));
    return nextTid;
  }

  private void cloned(Thread thread, long result, long flags) {
    String name = NAMES.get((int) (thread.pid % 4));
    tell(thread, "SYSCALL_CLONE_20_X", result, name, "-l\0".getBytes(), thread.tid, thread.pid, thread.parent, "", 2048, 1, 2, 30,
        20,
        10, name, "io=/a\0".getBytes(), flags, thread.pid % 2, 0, thread.tid, thread.pid, 0);
  }

  private void exec(Thread by) {
    if (by.tid != by.pid || !endOthers(by)) {
      return;
    }
    String name = NAMES.get(random.nextInt(NAMES.size()));
    tell(by, "SYSCALL_EXECVE_19_X", 0, name, (name + "\0").getBytes(), by.tid, by.pid, by.parent, "", 512, 4, 5, 60, 50, 40, name,
        "io=/b\0".getBytes(), ("A=" + name + "\0").getBytes(), random.nextInt(2), by.pid, 1001, random.nextInt(2), 0, 0,
        random.nextInt(2),
        99, 1_000, 2_000, random.nextInt(3), "/bin/" + name, by.pid, 0);
  }

  /** Ends the other threads of a process; false if one of them cannot end now. */
  private boolean endOthers(Thread by) {
    List<Thread> others = threads.values().stream().filter(each -> each.pid == by.pid && each != by).toList();
    if (others.stream().anyMatch(each -> each.waits)) {
      return false;
    }
    others.forEach(this::end);
    return true;
  }

  private void exit(Thread by) {
    if (by.pid != INIT && (by.tid != by.pid || endOthers(by))) {
      end(by);
    }
  }

  // All threads of a process end, the main thread first. Who gets their children is seen only after all of these events.
  private void exitGroup(Thread by) {
    List<Thread> group = threads.values().stream().filter(each -> each.pid == by.pid)
        .sorted(Comparator.comparing(each -> each.tid != each.pid)).toList();
    if (group.size() == 1) {
      clone(by, THREAD);
      return;
    }
    if (by.pid == INIT || group.stream().anyMatch(each -> each.waits)) {
      return;
    }
    group.forEach(each -> each.waits = true);
    group.forEach(each -> later.addLast(() -> endWith(group, each)));
  }

  private void endWith(List<Thread> group, Thread by) {
    long left = group.stream().filter(each -> !each.ended && each != by).mapToLong(each -> each.tid).findFirst().orElse(INIT);
    tell(by, "PROCEXIT_1_E", 0, 0, 0, 0, !hasChildren(by) ? 0 : random.nextBoolean() ? left : INIT);
    by.ended = true;
    if (group.stream().allMatch(each -> each.ended)) {
      group.forEach(each -> remove(each, INIT));
    }
  }

  private void remove(Thread ended, long heir) {
    threads.remove(ended.tid);
    threads.values().stream().filter(each -> each.creator == ended.tid).forEach(each -> {
      each.creator = heir;
      each.parent = heir;
    });
  }

  private void end(Thread by) {
    boolean leads = by.tid == by.pid;
    tell(by, "PROCEXIT_1_E", 0, 0, 0, 0, !hasChildren(by) ? 0 : leads ? INIT : by.pid);
    remove(by, leads ? INIT : by.pid);
  }

  private boolean hasChildren(Thread thread) {
    return threads.values().stream().anyMatch(each -> each.tid == each.pid && each.creator == thread.tid);
  }

  /** Whether what is known of other threads depends on one; as {@code has_relatives} of the probe. */
  private boolean hasRelatives(Thread thread, String type) {
    boolean ends = type.equals("PROCEXIT_1_E");
    boolean others = threads.values().stream().anyMatch(each -> each != thread && each.pid == thread.pid);
    return !type.equals("SYSCALL_CLONE_20_X") && (hasChildren(thread) || others && (!ends || thread.tid == thread.pid));
  }

  private boolean endsWithOthers(Thread thread, String type) {
    return type.equals("PROCEXIT_1_E") && threads.values().stream().anyMatch(each -> each.ended && each.pid == thread.pid);
  }

  private void tell(Thread by, String type, @Nullable Object... values) {
    nanos += 1_000;
    boolean relatives = hasRelatives(by, type);
    boolean withOthers = !relatives && endsWithOthers(by, type);
    made.add(new Made(
        type, by.tid, relatives || withOthers, withOthers, ScapEventEncoder.encode(schema.type(type), nanos, by.tid, values)));
  }
}
