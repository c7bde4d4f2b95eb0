package org.eyas.core.fault;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A thread that calls other bundles' code, as the kernel's scheduler sees it: on a busy machine the clock counts the time too in which
 * other threads had the processors, and no call is to blame for that. What the thread itself waits for, a lock, a disk or a sleep, is
 * not withheld from it.
 *
 * <p>To look costs some 50 microseconds: {@link Gate} does so after calls that were too long by the clock, the watchdog with each of
 * its looks. For any thread.
 */
final class Caller {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final ThreadLocal<Caller> OWN = ThreadLocal.withInitial(Caller::new);

  /** The kernel counts a thread that runs at its ticks only: of a shorter time nothing can be said. */
  private static final long SHORT_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /**
   * What the scheduler says at a moment.
   *
   * @param isReady whether it runs or waits for a processor
   * @param cpuNanos how long it ran since it began
   * @param withheldNanos how long it waited for a processor since it began; what it waits for now is not counted yet
   */
  record Look(long atNanos, boolean isReady, long cpuNanos, long withheldNanos) {
    /** Which part of the time since then, from 0 to 1, it ran or waited for something of its own. */
    double ownPartSince(Look before) {
      long nanos = atNanos - before.atNanos;
      if (nanos < SHORT_NANOS) {
        return 1;
      }
      long own = isReady ? cpuNanos - before.cpuNanos : nanos - (withheldNanos - before.withheldNanos);
      return Math.clamp((double) own / nanos, 0, 1);
    }
  }

  /** The newest look and the one before it. */
  private record Looks(Look before, Look last) {}

  private final Thread thread = Thread.currentThread();
  private final Path folder = folder();
  private volatile Looks looks;

  private Caller() {
    Look first = read();
    looks = new Looks(first, first);
  }

  /** That of the thread that asks. */
  static Caller own() {
    return OWN.get();
  }

  /** How long the thread that asks had a processor. */
  static long cpuNanos() {
    return THREADS.getCurrentThreadCpuTime();
  }

  Thread thread() {
    return thread;
  }

  /** As it is now, or was a moment ago: a thread may have hundreds of gates, and all of them are looked at together. */
  Look look() {
    Look last = looks.last();
    return System.nanoTime() - last.atNanos() < SHORT_NANOS ? last : freshLook();
  }

  private Look freshLook() {
    Look now = read();
    looks = new Looks(looks.last(), now);
    return now;
  }

  /**
   * What was withheld since a moment, or since somebody looked last before it: then some of it was earlier. To be asked by the thread
   * itself.
   */
  long withheldSince(long nanos) {
    Looks known = looks;
    Look from = known.last().atNanos() - nanos <= 0 ? known.last() : known.before();
    return freshLook().withheldNanos() - from.withheldNanos();
  }

  // /proc/thread-self leads to PID/task/TID: nothing else in Java tells the number that the kernel gave a thread.
  private static Path folder() {
    Path self = Path.of("/proc/thread-self");
    try {
      return self.resolveSibling(Files.readSymbolicLink(self));
    } catch (IOException e) {
      return self;
    }
  }

  // "<ns on a processor> <ns waiting for one> <turns>"; "<id> (<name>) <state> ...". Of a thread that ended, and by a kernel that does
  // not count, nothing was withheld.
  private Look read() {
    long now = System.nanoTime();
    try {
      String stat = Files.readString(folder.resolve("stat"));
      String[] times = Files.readString(folder.resolve("schedstat")).split(" ");
      boolean ready = stat.charAt(stat.lastIndexOf(')') + 2) == 'R' && !times[0].equals("0");
      return new Look(now, ready, Long.parseLong(times[0]), Long.parseLong(times[1]));
    } catch (IOException | RuntimeException e) {
      return new Look(now, false, 0, 0);
    }
  }
}
