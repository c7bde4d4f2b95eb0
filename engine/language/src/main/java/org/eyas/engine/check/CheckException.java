package org.eyas.engine.check;

import org.eyas.engine.syntax.Position;

/** A condition has valid syntax but is wrong: an unknown field, or a value of the wrong type. */
public final class CheckException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Position position;

  public CheckException(String message, Position position) {
    super(message);
    this.position = position;
  }

  /** The position of the wrong check or field. */
  public Position position() {
    return position;
  }
}
