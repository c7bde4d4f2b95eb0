package org.eyas.control.command;

import org.eyas.api.config.RefusedException;

/** Thrown when a command line cannot be understood: the client exits with another code than for other requests that are refused. */
public final class UnclearCommandException extends RefusedException {
  private static final long serialVersionUID = 1;

  public UnclearCommandException(String message) {
    super(message);
  }
}
