package org.eyas.console.page.rule;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.eyas.api.config.RefusedException;

/**
 * Runs work of which only the newest counts, such as the check of a text while a user types it. New work interrupts
 * older work with the same key. Any thread may call it; the work runs on the calling thread.
 *
 * @param <K> the key of work, compared by {@code equals}
 */
final class LatestOnlyRunner<K> {
  /** Work that ends soon after its thread is interrupted. */
  interface Work<T> {
    T run() throws RefusedException, IOException;
  }

  private final Map<K, Thread> running = new HashMap<>();

  /** Runs the work; older work for the key is interrupted. */
  <T> T run(K key, Work<T> work) throws RefusedException, IOException {
    begin(key);
    try {
      return work.run();
    } finally {
      end(key);
    }
  }

  private synchronized void begin(K key) {
    Thread older = running.put(key, Thread.currentThread());
    if (older != null) {
      older.interrupt();
    }
  }

  // From now on no newer work interrupts this thread, which still has to send its answer.
  private synchronized void end(K key) {
    running.remove(key, Thread.currentThread());
    Thread.interrupted();
  }
}
