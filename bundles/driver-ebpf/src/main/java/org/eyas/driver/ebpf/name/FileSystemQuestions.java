package org.eyas.driver.ebpf.name;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.eyas.driver.ebpf.name.NameLookup.Answer;
import org.jspecify.annotations.Nullable;

/**
 * Questions that a file system must answer, which may take as long as it wants: a thread of its own asks. The event loop waits
 * for a moment, which most file systems do not need; an answer that comes later serves the next event of that name.
 */
final class FileSystemQuestions implements AutoCloseable {
  /** A capture goes on while its bundle is updated, and finds no class then that was not used before: this one is rare. */
  static final Class<?> LOADED_EARLY = Question.class;

  private static final int WAITING = 256;
  private static final long MOMENT_NANOS = 1_000_000;
  private static final long PER_SECOND_NANOS = 20_000_000; // the loop gives away one part in fifty

  private final Function<Claim, Answer> lookup;
  private final KnownNames known;
  private final BlockingQueue<Question> waiting = new ArrayBlockingQueue<>(WAITING);
  private final Thread asking;
  private long waitedNanos;
  private volatile boolean busy;
  private volatile boolean open = true;

  private static final class Question {
    final Claim claim;
    final Thread asker = Thread.currentThread();
    volatile @Nullable Answer answer;

    Question(Claim claim) {
      this.claim = claim;
    }
  }

  FileSystemQuestions(Function<Claim, Answer> lookup, KnownNames known) {
    this.lookup = lookup;
    this.known = known;
    asking = Thread.ofPlatform().daemon().name("ebpf-names").start(this::answerAll);
  }

  /** The answer, or UNKNOWN where it is not there in time. From the event loop's thread only. */
  Answer ask(Claim claim) {
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

  /** The loop may wait again. */
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
      Thread.currentThread().interrupt(); // the end
    }
  }

  private synchronized void remember(Claim claim, Answer answer) {
    if (answer == Answer.SAME && open) { // the memory goes away with the probe
      known.add(claim.hash());
    }
  }

  /** Nothing is written any more. A lookup that still waits ends by itself. */
  @Override
  public void close() {
    synchronized (this) {
      open = false;
    }
    asking.interrupt();
  }
}
