package org.eyas.api.source;

import org.eyas.api.pushdown.RawCondition;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A {@link Capture} that knows the state before its first event. Before the first {@link Capture#poll}, the engine calls either
 * {@link #snapshot} or {@link #follow}, once. The capture may keep the sink it was given and call it later, from within
 * {@code poll}: a live capture to report changed users and groups, a file to report that a new section with a new state begins.
 */
@ConsumerType
public interface StateReporter {
  /**
   * Reports the state before the first event: processes, their file descriptors, users, the machine.
   *
   * @throws SourceException if the state cannot be read
   */
  void snapshot(StateSink into) throws SourceException;

  /**
   * Called instead of {@link #snapshot} if the engine already has the state, from the previous capture. It is also called for an
   * open capture whose loop has ended, when the loop of an updated engine takes it over; the capture must not call the earlier
   * sink any more.
   */
  default void follow(StateChanges into) {}

  /**
   * Whether the engine can do without the descriptors of opened files, if no rule needs them, so that opens and closes need not be
   * delivered. Then the capture reports every directory where a relative path starts ({@link StateChanges#onDirectory}), keeps account of
   * {@link RawCondition.KnownDescriptor}, and reports files between any two batches ({@link MachineThreads#reportFiles}): the engine asks
   * for those of all processes when a rule needs files again.
   */
  default boolean knowsOpenFiles() {
    return false;
  }

  /**
   * Tells the capture that the engine's tables contain all opened files again, because the capture has reported the
   * files of all processes.
   */
  default void filesReported() {}

  /**
   * The time that an event of this moment would have. With {@link #reachedNanos}, the engine waits until all events
   * from before a moment have been passed on: before a snapshot between two batches, and after it.
   */
  default long nowNanos() {
    return 0;
  }

  /**
   * All events before this time that were complete when the last poll began have been passed on; {@link Long#MIN_VALUE} if that is not
   * known at the moment. An event that was being written can come later with an earlier time, unless the capture waits for it
   * ({@link EventSelector#changeRequest}). The default is for captures that pass on events as they happen.
   */
  default long reachedNanos() {
    return Long.MAX_VALUE;
  }

  /**
   * Returns this interface of a capture; an object that reports nothing if the capture does not implement the
   * interface.
   */
  static StateReporter of(Capture capture) {
    return capture instanceof StateReporter reporter ? reporter : MissingPart.INSTANCE;
  }
}
