package org.eyas.engine.hold;

/**
 * The matches of one loop that are held until their values are there or the time is over. All calls are made on the loop's
 * thread; the values arrive on other threads.
 */
public interface HeldMatches {
  /** Sends an alert. */
  interface Sending {
    void run() throws InterruptedException;
  }

  /** Holds a match; decides it at once if too many are held. */
  void hold(HeldMatch match, HoldOptions options) throws InterruptedException;

  /** Sends an alert that is complete: at once, or after those that are held if alerts keep their order. */
  void send(Sending alert) throws InterruptedException;

  /** Whether something is held. Called for every event, so it must be cheap. */
  boolean isEmpty();

  /** Whether {@link #rest} has nothing to do. */
  boolean isIdle();

  /** An event with this time follows. Called only while something is held. */
  void before(long eventNanos) throws InterruptedException;

  /** Called between two batches, unless it has nothing to do. */
  void rest() throws InterruptedException;

  /** Decides everything at once: its rules or its state are about to go. */
  void flush() throws InterruptedException;

  /** Called after the last event; decides everything. */
  void end() throws InterruptedException;

  HoldFigures figures();
}
