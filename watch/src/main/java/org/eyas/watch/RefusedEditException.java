package org.eyas.watch;

/** A file is not replaced, and nothing has changed; the message is for the user. */
public final class RefusedEditException extends Exception {
  private static final long serialVersionUID = 1;

  RefusedEditException(String message) {
    super(message);
  }
}
