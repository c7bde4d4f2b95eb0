package org.eyas.api.source;

import java.util.List;
import java.util.function.LongUnaryOperator;
import org.eyas.api.pushdown.RawCondition;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * An open stream of events. A source needs {@link #poll}, {@link #stats} and {@link #close}. Each other method is an ability that
 * only some sources have; its default is that of a source without it. {@link ForwardingCapture} wraps another capture.
 *
 * <p>The thread of one loop makes all calls, with these exceptions: any thread may call {@link #stats}, {@link #details} and
 * {@link #wake}, and any thread may make the only call of {@link #close}. After {@link #close}, only {@link #wake} may still be
 * called.
 *
 * <p>Before the first {@link #poll}, the engine calls either {@link #snapshot} or {@link #follow}, once. The capture may keep the
 * sink it was given and call it later, from within {@code poll}: a live capture to report changed users and groups, a file to report
 * that a new section with a new state begins.
 *
 * <p>A live capture must keep working for a while after the service that opened it is gone: when a bundle is updated,
 * the new bundle's capture opens before the old one is closed. If a source cannot do this, its {@code poll} throws
 * after the service is gone.
 */
@ConsumerType
public interface Capture extends AutoCloseable {
  /** The result of {@link #poll} at the end of a finite source. */
  int END = -1;

  /** The result of {@link #startNanos} if there is no such thread. */
  long NO_THREAD = -1;

  /** The result of {@link #reportFiles} if the process has no more files. */
  long NO_FILE = -1;

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
   * More counters since the capture was opened, for metrics. Any thread may call it, a few times per minute. The default counts
   * nothing.
   */
  default CaptureDetails details() {
    return CaptureDetails.NONE;
  }

  /**
   * Ends the wait of {@link #poll}, if there is one, because its thread has something else to do. Any thread may call it, also after
   * {@link #close}. A source that never waits for more than a few milliseconds need not implement it.
   */
  default void wake() {}

  /**
   * Reports the state before the first event: processes, their file descriptors, users, the machine. The default is for a source
   * without such a state.
   *
   * @throws SourceException if the state cannot be read
   */
  default void snapshot(StateSink into) throws SourceException {}

  /**
   * Called instead of {@link #snapshot} if the engine already has the state, from the previous capture. It is also called for an
   * open capture whose loop has ended, when the loop of an updated engine takes it over; the capture must not call the earlier
   * sink any more. The default is for a source that keeps no sink.
   */
  default void follow(StateChanges into) {}

  /**
   * The time that an event of this moment would have. The engine compares it with {@link #reachedNanos} to wait until all
   * events from before a moment have been passed on. It does so before it reads a snapshot between two batches, and again
   * after it.
   */
  default long nowNanos() {
    return 0;
  }

  /**
   * All events before this time that were complete when the last poll began have been passed on; {@link Long#MIN_VALUE} if that is not
   * known at the moment. An event that was being written can come later with an earlier time, unless the capture waits for it
   * ({@link #changeRequest}). The default is for captures that pass on events as they happen.
   */
  default long reachedNanos() {
    return Long.MAX_VALUE;
  }

  /**
   * Changes the request while events flow. Called between two batches. When this method returns, the conditions of the
   * request hold for all events that begin from now on; until then, an event is judged by the conditions of the
   * previous request or by the new ones, never by a mixture. The default is for a source that cannot select other events while it is
   * open: it delivers the events that it was opened for.
   */
  default void changeRequest(CaptureRequest changed) {}

  /**
   * Lets the capture ask for the classes of threads, if it leaves out events by them ({@link CaptureRequest#classes}). The capture
   * does not know the classes of a thread: it asks for those of threads that cause many events. A thread without an answer may be in
   * all classes. The engine calls this method between two batches, when it has processed all events that the capture passed on. An
   * answer holds for later events of the thread, until one of these events can change the classes of the thread
   * ({@link org.eyas.api.pushdown.ThreadClasses#changing}), or {@link #forgetClasses} is called. The default asks nothing.
   *
   * @param possible returns for the id of a thread a bit for each class of the request in which the thread may be; all bits if nothing
   *     is known of the thread. Valid during the call
   */
  default void askClasses(LongUnaryOperator possible) {}

  /**
   * Ends the validity of all earlier answers of {@link #askClasses}, because something other than an event changed the classes of
   * threads.
   */
  default void forgetClasses() {}

  /**
   * Reports one thread of the machine on which the capture runs, as {@link #snapshot} does: {@code onProcess}, and for a main thread
   * also its file descriptors. With the answers, the engine corrects its tables after lost events. The method reports nothing if the
   * thread no longer exists. The engine calls it between two events for threads whose start the engine did not see. A call should take
   * less than a millisecond; a process with very many sockets takes longer. The default is for a source that knows no thread.
   */
  default void reportThread(long tid, StateSink into) {}

  /**
   * Returns the start time of the thread that now has these ids, in nanoseconds since the epoch, exact to 10 ms. The
   * engine calls this method between two batches, for a few threads without recent events, to find out whether they
   * still exist. A call must take only microseconds.
   *
   * @return {@link #NO_THREAD} if there is no such thread; 0 if it is not known, as of a source that knows no thread
   */
  default long startNanos(long pid, long tid) {
    return 0;
  }

  /**
   * Whether the engine can do without the descriptors of opened files, if no rule needs them, so that opens and closes need not be
   * delivered. Then the capture reports every directory where a relative path starts ({@link StateChanges#onDirectory}), keeps account of
   * {@link RawCondition.KnownDescriptor}, and reports files between any two batches ({@link #reportFiles}): the engine asks
   * for those of all processes when a rule needs files again.
   */
  default boolean knowsOpenFiles() {
    return false;
  }

  /** The ids of all processes that exist now. Only a capture for which {@link #knowsOpenFiles} is true needs this method. */
  default List<Long> processes() {
    return List.of();
  }

  /**
   * Reports some of the opened files and directories of a process, in the order of their numbers; reports nothing if
   * the process no longer exists. Only a capture for which {@link #knowsOpenFiles} is true needs this
   * method. The engine calls it between two batches, for one process after the other. Events wait meanwhile, so one
   * call should take at most a few milliseconds.
   *
   * @param from the lowest number to report: 0, or what the previous call for this process returned
   * @return the number at which the next call continues; {@link #NO_FILE} if there are no more files
   */
  default long reportFiles(long pid, long from, StateSink into) {
    return NO_FILE;
  }

  /**
   * Tells the capture that the engine's tables contain all opened files again, because the capture has reported the
   * files of all processes.
   */
  default void filesReported() {}

  /**
   * Marks the events that were passed on so far, for {@link #settle}. The engine calls this method between two batches; a later
   * mark replaces an earlier one. The default is for a capture whose events are lost with the process anyway.
   */
  default void mark() {}

  /**
   * Tells the capture that the effects of all marked events are safe on disk or sent: if this process is killed, {@link
   * EventSource#takeOver} need not deliver them again. It delivers later events again. A capture that runs out of memory for them
   * forgets the oldest ones before they are settled. The engine calls this method between two batches, after {@link #mark}.
   */
  default void settle() {}

  /**
   * Ends the use of the capture by this process, but lets it record events for the next process of the engine ({@link
   * EventSource#takeOver}), which does not get the events that were passed on. Called instead of {@link #close}. The default is for a
   * source that cannot record without a process.
   *
   * @return whether events are recorded from now on; if not, the capture is closed
   */
  default boolean leave() {
    close();
    return false;
  }

  @Override
  void close();
}
