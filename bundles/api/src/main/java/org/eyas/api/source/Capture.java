package org.eyas.api.source;

/**
 * An open stream of events. Methods but {@link #stats} and {@link #details} are called by one thread at a time, that of a
 * loop; {@link #close} by any thread, once, behind all other calls.
 *
 * <p>Before the first {@link #poll} either {@link #snapshot} is called or {@link #follow}, once. A live capture may keep the
 * sink and tell it, from within {@code poll}, of users and groups that changed; so may a file of a state that begins anew.
 *
 * <p>A live capture goes on where the service that opened it is gone: when a bundle is updated, the capture of the new one
 * is open before that of the old one is closed. A source that cannot keep that lets {@code poll} fail once it has gone.
 */
public interface Capture extends AutoCloseable {
  /** What {@link #poll} answers at the end of a finite source. */
  int END = -1;

  /** What {@link #startNanos} answers where there is no such thread. */
  long NO_THREAD = -1;

  /**
   * Hands on up to {@code limit} events in order of time. May block for a bounded time (milliseconds) to wait for one. What
   * several processors do at the same moment may come in another order, by microseconds, in a live capture; what a thread
   * does never.
   *
   * @return how many were handed on, 0 where there were none, {@link #END} after the last
   * @throws SourceException where the stream is damaged; every event before the damage was handed on
   */
  int poll(EventSink sink, int limit) throws SourceException;

  /** Tells what was there before the first event: processes, their file descriptors, users, the machine. */
  void snapshot(StateSink into) throws SourceException;

  /**
   * As {@link #snapshot}, but what there is needs no telling: the engine goes on from the capture before. Also called of a
   * capture whose loop ended, when another one, of a newer engine, goes on with it; from then on the sink before is not
   * told anything.
   */
  default void follow(StateSink into) {}

  /**
   * Tells of one thread as {@link #snapshot} does, where the machine has it now: {@code onProcess}, and of a main thread its
   * descriptors. Asked of live captures between two events, for threads whose beginning was lost; takes a fraction of a
   * millisecond, more for a process with very many sockets. Nothing is told of what is gone, and by a source of the past.
   */
  default void tell(long tid, StateSink into) {}

  /**
   * When the thread with these ids that the machine has now began, in nanoseconds since the epoch and to a hundredth of a
   * second; {@link #NO_THREAD} where it has none, 0 where that cannot be told. Asked of live captures between two batches, a
   * few times, for threads that were silent for long; takes microseconds. A source of the past cannot tell.
   */
  default long startNanos(long pid, long tid) {
    return 0;
  }

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
