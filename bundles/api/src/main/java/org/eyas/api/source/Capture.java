package org.eyas.api.source;

/**
 * An open stream of events. The thread of one loop makes all calls except these: {@link #stats} and {@link #details} may be
 * called by any thread, and {@link #close} is called once, by any thread, after all other calls.
 *
 * <p>Before the first {@link #poll} the engine calls either {@link #snapshot} or {@link #follow}, once. A capture may keep the
 * sink it was given and call it later, from within {@code poll}: a live capture to report changed users and groups, a file to
 * report that a new section with a new state begins.
 *
 * <p>A live capture must keep working for a while after the service that opened it is gone: when a bundle is updated, the new
 * bundle's capture opens before the old one is closed. If a source cannot do this, its {@code poll} throws after the service is
 * gone.
 */
public interface Capture extends AutoCloseable {
  /** What {@link #poll} returns at the end of a finite source. */
  int END = -1;

  /** What {@link #startNanos} returns if there is no such thread. */
  long NO_THREAD = -1;

  /**
   * Passes up to {@code limit} events to the sink, ordered by time. If there are none, it may wait for some milliseconds. In a
   * live capture, events of different processors may be out of order by microseconds; events of one thread never are. Called in a
   * loop as long as the capture is open.
   *
   * @return the number of events passed on, 0 if there were none, {@link #END} after the last event
   * @throws SourceException if the stream is damaged; all events before the damage have been passed on
   */
  int poll(EventSink sink, int limit) throws SourceException;

  /**
   * Reports the state before the first event: processes, their file descriptors, users, the machine.
   *
   * @throws SourceException if the state cannot be read
   */
  void snapshot(StateSink into) throws SourceException;

  /**
   * Called instead of {@link #snapshot} if the engine already has the state, from the previous capture. The sink is only for
   * later changes. It is also called for an open capture whose loop has ended, when the loop of an updated engine takes it over;
   * the capture must not call the earlier sink any more.
   */
  default void follow(StateSink into) {}

  /**
   * Reports one thread as {@link #snapshot} does: {@code onProcess}, and for a main thread also its file descriptors. It reports
   * nothing if the thread no longer exists or the source is not live. The engine calls it between two events for threads whose
   * start it did not see. It should take less than a millisecond; a process with very many sockets takes longer.
   */
  default void reportThread(long tid, StateSink into) {}

  /**
   * When the thread that now has these ids started, in nanoseconds since the epoch, exact to 10 ms. The engine calls it between
   * two batches, for a few threads without recent events, to find out whether they still exist. It must take only microseconds.
   *
   * @return {@link #NO_THREAD} if there is no such thread; 0 if the source does not know, as is the case for every source that is
   *     not live
   */
  default long startNanos(long pid, long tid) {
    return 0;
  }

  /** Changes the request while events flow. Called between two batches. A source that cannot select events ignores it. */
  default void want(CaptureRequest changed) {}

  /** Counters since the capture was opened. Any thread may call it; calls come about once per second. */
  CaptureStats stats();

  /** More counters, for metrics. Any thread may call it, a few times per minute, but not after {@link #close}. */
  default CaptureDetails details() {
    return CaptureDetails.NONE;
  }

  @Override
  void close();
}
