package org.eyas.api.source;

/**
 * An open stream of events. All methods but {@link #stats} and {@link #details} are called on the thread of one loop.
 *
 * <p>{@link #snapshot} is called once, before the first {@link #poll}.
 */
public interface Capture extends AutoCloseable {
  /** What {@link #poll} answers at the end of a finite source. */
  int END = -1;

  /**
   * Hands on up to {@code limit} events in order of time. May block for a bounded time (milliseconds) to wait for one.
   *
   * @return how many were handed on, 0 where there were none, {@link #END} after the last
   * @throws SourceException where the stream is damaged; every event before the damage was handed on
   */
  int poll(EventSink sink, int limit) throws SourceException;

  /** Tells what was there before the first event: processes, their file descriptors, users, the machine. */
  void snapshot(StateSink into) throws SourceException;

  /** Changes what is wanted while events flow. A source that cannot narrow ignores it. */
  default void want(CaptureRequest changed) {}

  /** Counters; may be called from any thread. */
  CaptureStats stats();

  /** More counters, for metrics; may be called from any thread, a few times a minute, never after {@link #close}. */
  default CaptureDetails details() {
    return CaptureDetails.NONE;
  }

  @Override
  void close();
}
