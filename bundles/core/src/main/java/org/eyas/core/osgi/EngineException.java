package org.eyas.core.osgi;

/** The process cannot do what it was started for. The message is for the user and says what to do. */
final class EngineException extends Exception {
  private static final long serialVersionUID = 1;

  EngineException(String message) {
    super(message);
  }
}
