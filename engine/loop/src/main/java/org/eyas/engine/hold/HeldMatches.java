package org.eyas.engine.hold;

/**
 * The matches of one loop that are held until their values have arrived or the time limit is reached. The loop's thread
 * makes all calls; the values arrive on other threads.
 */
public interface HeldMatches {
  /** Holds a match, or decides it at once if too many matches are held. */
  void hold(HeldMatch match, HoldOptions options) throws InterruptedException;

  /** Whether no match is held. Called for every event, so it must be cheap. */
  boolean isEmpty();

  /** Whether {@link #decideReady} has nothing to do. */
  boolean isIdle();

  /** Whether a match is held since before a time of {@link System#nanoTime}. Called once per batch of a live source. */
  boolean isHeldSince(long nanos);

  /** Decides the matches whose time is over before an event with this time. Called only while a match is held. */
  void decideBefore(long eventNanos) throws InterruptedException;

  /**
   * Decides the matches whose values have arrived or whose time is over. Called between two batches, unless there is
   * nothing to do.
   */
  void decideReady() throws InterruptedException;

  /** Decides all matches at once, because their rules or their state are about to be replaced. */
  void flush() throws InterruptedException;

  /** Decides all matches. Called after the last event. */
  void end() throws InterruptedException;

  HoldFigures figures();
}
