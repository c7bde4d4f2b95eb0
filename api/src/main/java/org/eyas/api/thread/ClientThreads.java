package org.eyas.api.thread;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The threads of a server, one for each client, and a spare one that exists from the start. If the kernel refuses a thread, because a
 * limit of processes and threads is reached, the spare thread serves one client at a time, so that health can still be read.
 *
 * <pre>
 *   execute --> a new thread --- refused --> the spare thread --- busy --> RejectedExecutionException
 * </pre>
 *
 * <p>Any thread may call it. A call waits for a moment only if the spare thread is needed and busy.
 */
public final class ClientThreads implements Executor, AutoCloseable {
  private static final long PATIENCE_MILLIS = 200;

  private final Executor threads;
  private final Consumer<Error> refusal;
  private final SynchronousQueue<Runnable> handover = new SynchronousQueue<>();
  private final Thread spare;

  /**
   * Starts the spare thread.
   *
   * @param threads starts a thread for each task
   * @param spareName the name of the spare thread
   * @param refusal takes the error of a thread that was refused, and logs it: the log recognizes it
   */
  public ClientThreads(Executor threads, String spareName, Consumer<Error> refusal) {
    this.threads = threads;
    this.refusal = refusal;
    spare = Thread.ofPlatform().daemon().name(spareName).start(this::serve);
  }

  /** @throws RejectedExecutionException if the kernel refuses a thread and the spare one is busy: the caller closes the client */
  @Override
  public void execute(Runnable task) {
    try {
      threads.execute(task);
    } catch (OutOfMemoryError e) { // of the heap: the process has ended
      refusal.accept(e);
      if (!isTakenBySpare(task)) {
        throw new RejectedExecutionException("the kernel refuses another thread, and the spare one is busy", e);
      }
    }
  }

  private boolean isTakenBySpare(Runnable task) {
    try {
      return handover.offer(task, PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void serve() {
    try {
      while (true) {
        perform(handover.take());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  // A failure of one task is reported as that of a thread of its own; the next ones are served.
  private void perform(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      spare.getUncaughtExceptionHandler().uncaughtException(spare, e);
    }
  }

  /** Ends the spare thread and interrupts its task. The other threads go on. */
  @Override
  public void close() {
    spare.interrupt();
  }
}
