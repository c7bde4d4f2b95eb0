package org.eyas.rules.sigma.mapping;

import org.eyas.api.failure.Reason;

/** Thrown if a mapping file has a mistake. The message names the file and is shown to the user. */
public final class MappingException extends Exception {
  private static final long serialVersionUID = 1;

  MappingException(String message) {
    super(Reason.shortened(message));
  }

  /** The mistake, for people. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
