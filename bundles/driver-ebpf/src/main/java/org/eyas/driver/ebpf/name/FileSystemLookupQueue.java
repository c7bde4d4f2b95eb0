package org.eyas.driver.ebpf.name;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.eyas.driver.ebpf.name.SameFileLookup.Answer;
import org.jspecify.annotations.Nullable;

/**
 * Looks up names that only the file system can resolve. It does so on its own thread, because a file system can take
 * any time to answer. The event loop waits briefly for the answer; most file systems answer within that time. An answer
 * that comes later serves the next event with the same name.
 */
final class FileSystemLookupQueue implements AutoCloseable {
  /**
   * A rarely used class, which this constant loads early: a capture keeps running while its bundle is updated, but can load
   * no new classes then.
   */
  static final Class<?> LOADED_EARLY = Question.class;

  private static final int WAITING = 256;
  private static final long MOMENT_NANOS = 1_000_000;
  private static final long PER_SECOND_NANOS = 20_000_000; // the loop may wait for one fiftieth of its time

  private final Function<PathClaim, Answer> lookup;
  private final ConfirmedPathCache known;
  private final BlockingQueue<Question> waiting = new ArrayBlockingQueue<>(WAITING);
  private final Thread asking;
  private long waitedNanos;
  private volatile boolean busy;
  private volatile boolean open = true;

  private static final class Question {
    final PathClaim claim;
    final Thread asker = Thread.currentThread();
    volatile @Nullable Answer answer;

    Question(PathClaim claim) {
      this.claim = claim;
    }
  }

  FileSystemLookupQueue(Function<PathClaim, Answer> lookup, ConfirmedPathCache known) {
    this.lookup = lookup;
    this.known = known;
    asking = Thread.ofPlatform().daemon().name("ebpf-names").start(this::answerAll);
  }

  /** Returns the answer, or UNKNOWN if it does not come in time. Called on the event loop's thread only. */
  Answer ask(PathClaim claim) {
    boolean isNext = !busy && waiting.isEmpty();
    Question question = new Question(claim);
    if (!waiting.offer(question) || !isNext) {
      return Answer.UNKNOWN;
    }
    long patience = Math.min(MOMENT_NANOS, PER_SECOND_NANOS - waitedNanos);
    long from = System.nanoTime();
    long waited = 0;
    Answer answer = question.answer;
    while (answer == null && waited < patience) {
      LockSupport.parkNanos(this, patience - waited);
      waited = System.nanoTime() - from;
      answer = question.answer;
    }
    waitedNanos += waited;
    return answer == null ? Answer.UNKNOWN : answer;
  }

  /** Renews the time for which the loop may wait. Called once per second. */
  void newSecond() {
    waitedNanos = 0;
  }

  private void answerAll() {
    try {
      while (open) {
        Question question = waiting.take();
        busy = true;
        Answer answer = lookup.apply(question.claim);
        remember(question.claim, answer);
        busy = false;
        question.answer = answer;
        LockSupport.unpark(question.asker);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // marks the end
    }
  }

  private synchronized void remember(PathClaim claim, Answer answer) {
    if (answer == Answer.SAME && open) { // the memory is unmapped with the probe
      known.add(claim.hash());
    }
  }

  /** Stops writing to the probe's memory. A lookup that is still waiting ends by itself. */
  @Override
  public void close() {
    synchronized (this) {
      open = false;
    }
    asking.interrupt();
  }
}
