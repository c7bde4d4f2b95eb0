package org.eyas.console.oidc;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.eyas.console.oidc.OidcRefusal.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A document of the provider, which is read when a login needs it. One thread reads it, without a lock; the others that need it wait for
 * the result. A document that cannot be read again stays valid for a day. A failure is remembered for some seconds, so that not every
 * login asks a provider that is slow or down.
 */
final class ProviderDocument<T> {
  /** Reads the document from the provider. */
  @FunctionalInterface
  interface DocumentReader<T> {
    T read() throws OidcRefusal;
  }

  private static final long FAILURE_NANOS = Duration.ofSeconds(5).toNanos();
  // A document that lacks something may be old. Whoever asks can invent the thing, so the provider is not asked more often.
  private static final long PAUSE_NANOS = Duration.ofMinutes(1).toNanos();
  private static final long OLDEST_NANOS = Duration.ofDays(1).toNanos();

  private final DocumentReader<T> reader;
  private final long freshNanos;
  private final LongSupplier nanoTime;
  private final AtomicReference<@Nullable FutureTask<@Nullable Void>> running = new AtomicReference<>();
  private @Nullable T value;
  private long readNanos;
  private @Nullable OidcRefusal failure;
  private long triedNanos;

  /** @param fresh the time after which the document is read again */
  ProviderDocument(DocumentReader<T> reader, Duration fresh, LongSupplier nanoTime) {
    this.reader = reader;
    freshNanos = fresh.toNanos();
    this.nanoTime = nanoTime;
  }

  /**
   * Returns the document.
   *
   * @param suffices tests whether the document that is there contains the thing that the caller needs
   */
  T get(Predicate<T> suffices) throws OidcRefusal {
    if (mustRead(suffices)) {
      FutureTask<@Nullable Void> task = new FutureTask<>(() -> readIfNeeded(suffices), null);
      FutureTask<@Nullable Void> first = running.compareAndExchange(null, task);
      if (first == null) {
        task.run();
        running.set(null);
      }
      await(first == null ? task : first);
    }
    return latest(suffices);
  }

  private synchronized boolean mustRead(Predicate<T> suffices) {
    long now = nanoTime.getAsLong();
    T there = value;
    if (there == null && failure == null) {
      return true;
    }
    boolean needed = there == null || now - readNanos > freshNanos || !suffices.test(there);
    return needed && now - triedNanos > (failure == null ? PAUSE_NANOS : FAILURE_NANOS);
  }

  private void readIfNeeded(Predicate<T> suffices) {
    if (!mustRead(suffices)) {
      return; // another thread has read it since
    }
    try {
      store(reader.read(), null);
    } catch (OidcRefusal e) {
      store(null, e);
    }
  }

  private synchronized void store(@Nullable T fresh, @Nullable OidcRefusal reason) {
    triedNanos = nanoTime.getAsLong();
    failure = reason;
    if (fresh != null) {
      value = fresh;
      readNanos = triedNanos;
    }
  }

  private static void await(FutureTask<@Nullable Void> task) throws OidcRefusal {
    try {
      task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OidcRefusal(Kind.PROVIDER, "the provider was not read: the console ends");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private synchronized T latest(Predicate<T> suffices) throws OidcRefusal {
    T there = value;
    OidcRefusal reason = failure;
    boolean old = nanoTime.getAsLong() - readNanos > OLDEST_NANOS;
    if (there != null && (reason == null || !old && suffices.test(there))) {
      return there;
    }
    throw reason == null ? new OidcRefusal(Kind.PROVIDER, "the provider was not read") : reason.again();
  }

  /** The document if it was read; does not read it. */
  synchronized @Nullable T there() {
    return value;
  }
}
