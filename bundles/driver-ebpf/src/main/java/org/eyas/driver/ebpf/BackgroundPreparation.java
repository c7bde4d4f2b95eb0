package org.eyas.driver.ebpf;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.eyas.driver.ebpf.libbpf.ProbeException;

/** Makes a value ahead of time on its own thread. */
final class BackgroundPreparation<T> {
  /** Makes the value. */
  interface Work<T> {
    T make() throws ProbeException;
  }

  private final CompletableFuture<T> made = new CompletableFuture<>();
  private final Consumer<T> discard;

  private BackgroundPreparation(Consumer<T> discard) {
    this.discard = discard;
  }

  /**
   * Starts the thread that makes the value.
   *
   * @param discard releases the value if the caller abandons it
   */
  static <T> BackgroundPreparation<T> begin(String thread, Work<T> work, Consumer<T> discard) {
    BackgroundPreparation<T> preparation = new BackgroundPreparation<>(discard);
    Thread.ofPlatform().daemon().name(thread).start(() -> preparation.make(work));
    return preparation;
  }

  // Every failure, even a missing library, is thrown by await().
  private void make(Work<T> work) {
    try {
      made.complete(work.make());
    } catch (Throwable e) {
      made.completeExceptionally(e);
    }
  }

  /**
   * Waits for the value, even if the calling thread is interrupted, because making it takes less than a second. Throws
   * the original failure unchanged.
   */
  T await() throws ProbeException {
    try {
      return made.join();
    } catch (CompletionException e) {
      throw failure(e);
    }
  }

  private static RuntimeException failure(CompletionException e) throws ProbeException {
    return switch (e.getCause()) {
      case ProbeException refused -> throw refused;
      case Error fault -> throw fault;
      case RuntimeException fault -> fault;
      case null, default -> e;
    };
  }

  /** Releases the value as soon as it is made. Call this instead of {@link #await}. */
  void abandon() {
    made.thenAccept(discard);
  }
}
