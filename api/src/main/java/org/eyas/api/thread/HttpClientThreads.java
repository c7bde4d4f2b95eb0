package org.eyas.api.thread;

import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * The threads of one {@code java.net.http.HttpClient}: those of a pool, which end after a minute without work. If the kernel refuses
 * another one, the thread that asks for it does the work. Otherwise the error would end the thread that all requests of the client
 * depend on, and no later request would succeed.
 */
public final class HttpClientThreads implements Executor {
  private final Executor pool;
  private final Consumer<Error> refusal;

  /**
   * @param name the begin of the threads' names
   * @param refusal takes the error of a thread that was refused, and logs it: the log recognizes it
   */
  public HttpClientThreads(String name, Consumer<Error> refusal) {
    this(Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name(name, 0).factory()), refusal);
  }

  /** Makes the threads of a client with another pool, for tests. */
  HttpClientThreads(Executor pool, Consumer<Error> refusal) {
    this.pool = pool;
    this.refusal = refusal;
  }

  @Override
  public void execute(Runnable task) {
    try {
      pool.execute(task);
    } catch (OutOfMemoryError e) { // of the heap: the process has ended
      refusal.accept(e);
      task.run();
    }
  }
}
