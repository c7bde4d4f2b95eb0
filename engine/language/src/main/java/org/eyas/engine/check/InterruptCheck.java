package org.eyas.engine.check;

import java.util.concurrent.CancellationException;

/**
 * Cancels the loading and compiling of rules if the thread is interrupted: because the result is no longer needed, or
 * because the work takes too long or too much memory. Every step that can repeat many times calls {@link #throwIfInterrupted}.
 */
public final class InterruptCheck {
  private InterruptCheck() {}

  /** @throws CancellationException if this thread is interrupted; its interrupt status stays set */
  public static void throwIfInterrupted() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("interrupted");
    }
  }
}
