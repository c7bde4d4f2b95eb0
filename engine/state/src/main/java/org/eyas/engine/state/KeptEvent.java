package org.eyas.engine.state;

import org.eyas.api.event.CallDetails;
import org.eyas.api.event.Event;
import org.jspecify.annotations.Nullable;

/**
 * A copy of an event for an alert that is sent later: its parameters, and its thread and descriptor as they were. The relatives
 * and attachments of the thread are those of the moment in which they are read, so that a value that an enricher attaches later
 * is seen. For the thread of one event loop.
 */
public final class KeptEvent {
  final byte[] encoded;
  final int cpu;
  final long sequence;
  final long nanos;
  final long firstNanos;
  final long previousNanos;
  final CallDetails details;
  final @Nullable ThreadState thread;
  final @Nullable FdState descriptor;
  private final LoopEvent view;

  /** @param view shows the event; it is shared by all events that a loop keeps */
  KeptEvent(LoopEvent of, byte[] encoded, LoopEvent view) {
    this.encoded = encoded;
    this.view = view;
    cpu = of.cpu();
    sequence = of.sequence();
    nanos = of.timestampNanos();
    firstNanos = of.firstTimestampNanos();
    previousNanos = of.previousTimestampNanos();
    details = of.details();
    ThreadState live = of.thread();
    thread = live == null ? null : live.copy();
    FdState fd = of.descriptor();
    descriptor = fd == null ? null : copy(fd);
  }

  private static FdState copy(FdState fd) {
    FdState copy = new FdState();
    copy.copy(fd);
    copy.nameChanged(fd.nameChanged());
    return copy;
  }

  /** The event; valid until this is called for another event of the same loop. */
  public Event event() {
    view.show(this);
    return view;
  }

  /** The size of the copied parameters, in bytes. */
  public int size() {
    return encoded.length;
  }

  /**
   * Runs a listener once, after an enricher has attached a value to the process, on the thread that attaches it. If the process is
   * unknown, it never runs.
   */
  public void await(Runnable listener) {
    if (thread != null) {
      thread.attachments.await(listener);
    }
  }

  /** Forgets a listener that waits. */
  public void forget(Runnable listener) {
    if (thread != null) {
      thread.attachments.forget(listener);
    }
  }
}
