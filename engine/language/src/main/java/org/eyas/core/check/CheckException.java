package org.eyas.core.check;

import org.eyas.core.syntax.Position;

/** A condition reads well but means nothing: an unknown field, a value of the wrong type. */
public final class CheckException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Position position;

  public CheckException(String message, Position position) {
    super(message);
    this.position = position;
  }

  /** Where the check or the field stands that is wrong. */
  public Position position() {
    return position;
  }
}
