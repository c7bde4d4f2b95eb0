package org.eyas.driver.ebpf;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.eyas.driver.ebpf.libbpf.ProbeException;

/** Something that is made on a thread of its own before anybody asks for it. */
final class Preparation<T> {
  /** What makes it. */
  interface Work<T> {
    T make() throws ProbeException;
  }

  private final CompletableFuture<T> made = new CompletableFuture<>();
  private final Consumer<T> discard;

  private Preparation(Consumer<T> discard) {
    this.discard = discard;
  }

  /**
   * Begins to make it.
   *
   * @param discard what is done with it where nobody wants it any more
   */
  static <T> Preparation<T> begin(String thread, Work<T> work, Consumer<T> discard) {
    Preparation<T> preparation = new Preparation<>(discard);
    Thread.ofPlatform().daemon().name(thread).start(() -> preparation.make(work));
    return preparation;
  }

  // Whatever goes wrong, a missing library too, is told where it is waited for.
  private void make(Work<T> work) {
    try {
      made.complete(work.make());
    } catch (Throwable e) {
      made.completeExceptionally(e);
    }
  }

  /** Waits for it, also where the thread is told to end: it takes less than a second. A failure is thrown as it was. */
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

  /** Nobody wants it any more: it goes as soon as it is there. Instead of {@link #await}. */
  void abandon() {
    made.thenAccept(discard);
  }
}
