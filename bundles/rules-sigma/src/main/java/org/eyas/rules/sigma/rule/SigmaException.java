package org.eyas.rules.sigma.rule;

import org.eyas.api.failure.Reason;

/** Thrown if a Sigma rule, or a part of it, cannot be used. The message names the part and is shown to the user. */
public final class SigmaException extends Exception {
  private static final long serialVersionUID = 1;

  public SigmaException(String message) {
    super(Reason.shortened(message));
  }

  /** The reason, for people. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
