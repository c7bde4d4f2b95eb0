package org.eyas.engine.supervision;

/** The next step of a supervisor. */
public sealed interface SupervisionStep {
  SupervisionStep STAY = new Stay();

  /** Nothing changes. */
  record Stay() implements SupervisionStep {}

  /**
   * Opens a capture, which then replaces the current one.
   *
   * @param kind the kind of the source, or "auto"
   * @param why the reason, for the log if the step succeeds
   * @param failure the effect of a failure, for the log
   * @param otherwise the step to perform if this one fails
   */
  record Open(String kind, String why, String failure, SupervisionStep otherwise) implements SupervisionStep {}

  /**
   * Closes the current capture and waits for a bundle that offers the source.
   *
   * @param reason the reason for the status
   * @param line the line for the log
   */
  record GiveUp(String reason, String line) implements SupervisionStep {}
}
