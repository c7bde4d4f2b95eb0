package org.eyas.api.source;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * An open stream of events. The thread of one loop makes all calls, with these exceptions: any thread may call
 * {@link #stats} and {@link #wake}, and any thread may make the only call of {@link #close}. After {@link #close}, only
 * {@link #wake} may still be called.
 *
 * <p>A capture with more abilities also implements an interface for each of them: {@link StateReporter} if there is a
 * state before its first event, {@link EventSelector} if it can select events, {@link MachineThreads} if its events
 * come from this machine, {@link DetailedCounters} if it counts in detail. The rules for threads and for {@code close}
 * hold for them too.
 *
 * <p>A live capture must keep working for a while after the service that opened it is gone: when a bundle is updated,
 * the new bundle's capture opens before the old one is closed. If a source cannot do this, its {@code poll} throws
 * after the service is gone.
 */
@ConsumerType
public interface Capture extends AutoCloseable {
  /** The result of {@link #poll} at the end of a finite source. */
  int END = -1;

  /**
   * Passes up to {@code limit} events to the sink, ordered by time. If there are none, it may wait for some milliseconds. In a
   * live capture, events of different processors may be out of order by microseconds; events of one thread never are. Called in a
   * loop as long as the capture is open.
   *
   * @return the number of events passed on, 0 if there were none, {@link #END} after the last event
   * @throws SourceException if the stream is damaged; all events before the damage have been passed on
   */
  int poll(EventSink sink, int limit) throws SourceException;

  /** Counters since the capture was opened. Any thread may call it; calls come about once per second. */
  CaptureStats stats();

  /**
   * Ends the wait of {@link #poll}, if there is one, because its thread has something else to do. Any thread may call it, also after
   * {@link #close}. A source that never waits for more than a few milliseconds need not implement it.
   */
  default void wake() {}

  @Override
  void close();
}
