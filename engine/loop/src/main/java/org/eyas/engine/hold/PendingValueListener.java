package org.eyas.engine.hold;

import org.eyas.engine.state.process.RetainedEvent;
import org.jspecify.annotations.Nullable;

/**
 * Notifies a listener when an enricher attaches a value to the process of a kept event. The loop's thread makes all
 * calls; the listener runs on the thread that attaches the value.
 */
final class PendingValueListener {
  private final RetainedEvent event;
  private @Nullable Runnable listener;
  private volatile boolean listening;

  PendingValueListener(RetainedEvent event) {
    this.event = event;
  }

  /** Runs a listener after the next value, and again after each {@link #listenAgain}. */
  void listen(Runnable arrived) {
    listener =
        () -> {
          listening = false;
          arrived.run();
        };
    listenAgain();
  }

  // Called before the values are read: no value can arrive unnoticed between reading and listening. A match that listens keeps its
  // place before those of later events.
  void listenAgain() {
    Runnable known = listener;
    if (known != null && !listening) {
      listening = true;
      event.awaitAttachment(known);
    }
  }

  void forget() {
    if (listener != null) {
      event.cancelAwait(listener);
    }
  }
}
