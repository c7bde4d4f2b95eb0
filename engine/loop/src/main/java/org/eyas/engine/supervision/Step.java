package org.eyas.engine.supervision;

/** What a supervisor does next. */
public sealed interface Step {
  Step STAY = new Stay();

  /** Nothing changes. */
  record Stay() implements Step {}

  /**
   * Opens a capture, which then replaces the current one.
   *
   * @param kind the kind of the source, or "auto"
   * @param why for the log, if it succeeds
   * @param failure what a failure means, for the log
   * @param otherwise what to do if it fails
   */
  record Open(String kind, String why, String failure, Step otherwise) implements Step {}

  /**
   * Closes the current capture and waits for a bundle that offers the source.
   *
   * @param reason for the status
   * @param line for the log
   */
  record GiveUp(String reason, String line) implements Step {}
}
