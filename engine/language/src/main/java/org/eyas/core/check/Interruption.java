package org.eyas.core.check;

import java.util.concurrent.CancellationException;

/**
 * Ends work on rules whose thread was interrupted: nobody waits for it any more, or it took too long or too much memory. Loading
 * and compiling ask at every step that may stand in a long loop.
 */
public final class Interruption {
  private Interruption() {}

  /** @throws CancellationException where this thread is interrupted; it stays so */
  public static void check() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("interrupted");
    }
  }
}
