package org.eyas.core.setting;

/** The process cannot do its task. The message is for the user, and tells how to correct that. */
public final class EngineException extends Exception {
  private static final long serialVersionUID = 1;

  public EngineException(String message) {
    super(message);
  }
}
