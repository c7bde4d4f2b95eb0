package org.eyas.core.setting;

/** The process cannot do what it was started for. The message is for the user and says what to do. */
public final class EngineException extends Exception {
  private static final long serialVersionUID = 1;

  public EngineException(String message) {
    super(message);
  }
}
