package org.eyas.respond.wire;

/** The outcome of an action. The order is part of the protocol. */
public enum ActionOutcome {
  DONE("done"),
  /** The signal was sent, but its effect was not seen within the time limit: the process waits in the kernel. */
  PENDING("sent, but without effect so far"),
  GONE("too late: the process has ended"),
  REUSED("not done: the process id belongs to a newer process"),
  UNCERTAIN("not done: the engine does not know when the process started, and it may be a newer one"),
  EVENT_TOO_OLD("not done: the event is older than 10 s"),
  PROTECTED("not done: the process is protected"),
  STOPPED_BEFORE("not done: somebody else has stopped the process"),
  NOT_FROZEN("not done: Eyas has not frozen this process"),
  OVER_BUDGET("not done: the limit of actions per minute is reached"),
  SWITCHED_OFF("not done: responses are switched off"),
  KERNEL_REFUSED("not done: the kernel refuses it"),
  NOT_UNDERSTOOD("not done: the request is not one of this version");

  private final String text;

  ActionOutcome(String text) {
    this.text = text;
  }

  /** For people. */
  public String text() {
    return text;
  }

  /** Whether the process was acted on. */
  public boolean isDone() {
    return this == DONE || this == PENDING;
  }
}
