package org.eyas.driver.ptrace.trace;

import java.util.BitSet;
import java.util.concurrent.TimeUnit;
import org.eyas.common.ExponentialBackoff;
import org.eyas.driver.ptrace.kernel.CurrentProcessor;
import org.eyas.driver.ptrace.kernel.ProcessorAffinity;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether the tracer and its tracees share one processor. A stop costs 18 us on a shared processor, and 98 us
 * otherwise, because an idle processor has to be woken twice. But programs that compute at the same time need all
 * processors. So the tracer and its tracees share a processor while there are so many stops that the wake-ups would
 * take most of the time. They stop sharing it when a second thread waits for it. Owned by the tracer's thread.
 */
final class ProcessorPlacement {
  private static final long WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final double SECOND = 1e9;

  /** The number of stops per second from which one processor is better. */
  private static final int MANY = 5_000;

  /**
   * The number of stops per second above which one processor is better although another thread waits for it: the tracer
   * serves the threads in turn.
   */
  private static final int VERY_MANY = 20_000;

  private static final int FEW = 1_000;

  private static final ExponentialBackoff BREAKS =
      new ExponentialBackoff(TimeUnit.MILLISECONDS.toNanos(100), TimeUnit.SECONDS.toNanos(5));

  private final TraceeTable tracees;
  private final int tracer;
  private @Nullable BitSet shared;
  private BitSet own = new BitSet();
  private int stops;
  private int resumed; // the thread that stopped last, and runs again
  private long beginNanos;
  private long pinAfterNanos;
  private long breakNanos; // the last break

  /** @param tracer the thread that traces */
  ProcessorPlacement(TraceeTable tracees, int tracer, long nowNanos) {
    this.tracees = tracees;
    this.tracer = tracer;
    beginNanos = nowNanos;
    pinAfterNanos = nowNanos;
  }

  /** Whether all share one processor now. */
  boolean isShared() {
    return shared != null;
  }

  /** Called when a tracee has stopped. */
  void stopped(int tid) {
    stops++;
    resumed = tid;
  }

  /** Decides again, if the last decision is old enough. */
  void reconsider(long nowNanos) {
    long passed = nowNanos - beginNanos;
    if (passed < WINDOW_NANOS) {
      return;
    }
    double perSecond = stops * SECOND / passed;
    stops = 0;
    beginNanos = nowNanos;
    if (shared == null) {
      if (perSecond >= MANY && nowNanos - pinAfterNanos >= 0) {
        shareProcessor();
      }
    } else if (perSecond < FEW) {
      separate();
    } else if (perSecond < VERY_MANY && isAnotherWaiting()) {
      separate();
      breakNanos = BREAKS.after(breakNanos);
      pinAfterNanos = nowNanos + breakNanos;
    }
  }

  private void shareProcessor() {
    BitSet one = new BitSet();
    one.set(CurrentProcessor.current());
    shared = one;
    own = ProcessorAffinity.of(tracer).orElseThrow();
    ProcessorAffinity.set(tracer, one);
    tracees.forEach(tracee -> ProcessorAffinity.of(tracee.tid()).ifPresent(before -> {
      tracee.processors = before;
      if (before.intersects(one)) {
        ProcessorAffinity.set(tracee.tid(), one);
      }
    }));
  }

  /** Called when a thread was created. It inherits the processors of its creator, also the shared processor. */
  void created(Tracee creator, Tracee child) {
    child.processors = creator.processors;
  }

  /** Restores the processors of all threads, except threads that have chosen other processors in the meantime. */
  void separate() {
    BitSet one = shared;
    if (one != null) {
      shared = null;
      ProcessorAffinity.set(tracer, own);
      tracees.forEach(tracee -> {
        BitSet before = tracee.processors;
        if (before != null && ProcessorAffinity.of(tracee.tid()).filter(one::equals).isPresent()) {
          ProcessorAffinity.set(tracee.tid(), before);
        }
      });
    }
  }

  private boolean isAnotherWaiting() {
    boolean[] found = new boolean[1];
    tracees.forEach(tracee -> found[0] = found[0] || tracee.tid() != resumed && ThreadStat.of(tracee.tid()).state() == 'R');
    return found[0];
  }
}
