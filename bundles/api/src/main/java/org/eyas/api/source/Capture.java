package org.eyas.api.source;

/**
 * An open stream of events. All methods but {@link #stats} are called on the thread of one loop.
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

  /**
   * Tells of a thread that neither the snapshot nor an event told of, and of its process: events about it were lost, or it
   * came between the snapshot and the first event. Called from within {@link #poll}, at most once for a thread and only so
   * often that it costs a live source a small part of its time.
   *
   * @return false where nothing can be told: the thread is gone, or the source does not know more than its events
   */
  default boolean lookUp(long tid, StateSink into) {
    return false;
  }

  /** Counters; may be called from any thread. */
  CaptureStats stats();

  @Override
  void close();
}
