package org.eyas.watch;

/** Thrown if a file must not be replaced. The file has not changed. The message is for the user. */
public final class RefusedEditException extends Exception {
  private static final long serialVersionUID = 1;

  RefusedEditException(String message) {
    super(message);
  }
}
