package org.eyas.engine.state.process;

import org.eyas.api.event.CallDetails;
import org.eyas.api.event.Event;
import org.eyas.engine.state.descriptor.FdState;
import org.jspecify.annotations.Nullable;

/**
 * A copy of an event for an alert that is sent later. It contains the parameters of the event, and the thread and the
 * descriptor in the state of that time. The relatives and attachments of the thread are read when they are requested,
 * so that they include a value that an enricher attaches later. Only the thread of one event loop uses the object.
 */
public final class RetainedEvent {
  final byte[] encoded;
  final int cpu;
  final long sequence;
  final long nanos;
  final long firstNanos;
  final long previousNanos;
  final boolean hasDescriptor;
  final CallDetails details;
  final @Nullable ThreadState thread;
  final @Nullable FdState descriptor;
  private final LoopEvent view;

  /** @param view shows the event; all retained events of a loop share it */
  RetainedEvent(LoopEvent of, byte[] encoded, LoopEvent view) {
    this.encoded = encoded;
    this.view = view;
    cpu = of.cpu();
    sequence = of.sequence();
    nanos = of.timestampNanos();
    firstNanos = of.firstTimestampNanos();
    previousNanos = of.previousTimestampNanos();
    hasDescriptor = of.hasDescriptor();
    details = of.details();
    ThreadState live = of.thread();
    thread = live == null ? null : ThreadCopier.copy(live);
    FdState fd = of.descriptor();
    descriptor = fd == null ? null : copy(fd);
  }

  private static FdState copy(FdState fd) {
    FdState copy = new FdState();
    copy.copy(fd);
    copy.nameChanged(fd.nameChanged());
    return copy;
  }

  /** The event. The result is valid until this method is called for another event of the same loop. */
  public Event event() {
    view.restore(this);
    return view;
  }

  /** The size of the copied parameters, in bytes. */
  public int size() {
    return encoded.length;
  }

  /**
   * Runs a listener once, after an enricher has attached a value to the process. The thread that attaches the value
   * runs the listener. If the process is unknown, the listener never runs.
   */
  public void awaitAttachment(Runnable listener) {
    if (thread != null) {
      thread.attachments.awaitValue(listener);
    }
  }

  /** Removes a waiting listener. */
  public void cancelAwait(Runnable listener) {
    if (thread != null) {
      thread.attachments.cancelAwait(listener);
    }
  }
}
