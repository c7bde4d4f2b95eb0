package org.eyas.engine.guard;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A thread that calls other bundles' code, with the figures of the kernel's scheduler. On a busy machine, the clock
 * also counts the time in which other threads use the CPUs. This time is not the fault of the call. Time that the
 * thread itself waits for a lock, a disk or a sleep does count.
 *
 * <p>To read the figures takes about 50 microseconds. {@link CallGate} reads them after calls that were too long by the
 * clock, and the watchdog reads them regularly. May be used from any thread.
 */
final class CallerThread {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final ThreadLocal<CallerThread> OWN = ThreadLocal.withInitial(CallerThread::new);

  /** The kernel updates the time of a running thread only at its ticks, so a shorter time cannot be judged. */
  private static final long SHORT_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /**
   * The scheduler's figures at one moment.
   *
   * @param isReady whether the thread runs or waits for a CPU
   * @param cpuNanos how long it ran since it started
   * @param withheldNanos how long it waited for a CPU since it started, without the current wait
   */
  record Sample(long atNanos, boolean isReady, long cpuNanos, long withheldNanos) {
    /**
     * The part of the time since {@code before}, from 0 to 1, in which the thread ran or waited for something other
     * than a CPU.
     */
    double ownPartSince(Sample before) {
      long nanos = atNanos - before.atNanos;
      if (nanos < SHORT_NANOS) {
        return 1;
      }
      long own = isReady ? cpuNanos - before.cpuNanos : nanos - (withheldNanos - before.withheldNanos);
      return Math.clamp((double) own / nanos, 0, 1);
    }
  }

  /** The newest sample and the previous one. */
  private record SamplePair(Sample before, Sample last) {}

  private final Thread thread = Thread.currentThread();
  private final Path folder = folder();
  private volatile SamplePair samples;

  private CallerThread() {
    Sample first = read();
    samples = new SamplePair(first, first);
  }

  /** The caller for the current thread. */
  static CallerThread own() {
    return OWN.get();
  }

  /** The CPU time of the current thread. */
  static long cpuNanos() {
    return THREADS.getCurrentThreadCpuTime();
  }

  Thread thread() {
    return thread;
  }

  /** The figures, at most 20 ms old, because a thread can have hundreds of gates that are all checked at once. */
  Sample sample() {
    Sample last = samples.last();
    return System.nanoTime() - last.atNanos() < SHORT_NANOS ? last : freshSample();
  }

  private Sample freshSample() {
    Sample now = read();
    samples = new SamplePair(samples.last(), now);
    return now;
  }

  /**
   * The time without a CPU since the given moment, or since the last sample before that moment; then it may include
   * earlier waits. Called by the thread itself.
   */
  long withheldSince(long nanos) {
    SamplePair known = samples;
    Sample from = known.last().atNanos() - nanos <= 0 ? known.last() : known.before();
    return freshSample().withheldNanos() - from.withheldNanos();
  }

  // /proc/thread-self is a link to PID/task/TID: nothing else in Java returns the kernel's id of a thread.
  private static Path folder() {
    Path self = Path.of("/proc/thread-self");
    try {
      return self.resolveSibling(Files.readSymbolicLink(self));
    } catch (IOException e) {
      return self;
    }
  }

  // "<ns on a CPU> <ns waiting for a CPU> <turns>"; "<id> (<name>) <state> ...". For a thread that has ended, or a kernel
  // without these figures, the result is 0.
  private Sample read() {
    long now = System.nanoTime();
    try {
      String stat = Files.readString(folder.resolve("stat"));
      String[] times = Files.readString(folder.resolve("schedstat")).split(" ");
      boolean ready = stat.charAt(stat.lastIndexOf(')') + 2) == 'R' && !times[0].equals("0");
      return new Sample(now, ready, Long.parseLong(times[0]), Long.parseLong(times[1]));
    } catch (IOException | RuntimeException e) {
      return new Sample(now, false, 0, 0);
    }
  }
}
