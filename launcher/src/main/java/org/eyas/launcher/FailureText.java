package org.eyas.launcher;

/** The text of an exception for users: its message, or its kind if it has none. */
final class FailureText {
  private FailureText() {}

  static String of(Throwable failure) {
    String message = failure.getMessage();
    return message == null || message.isBlank() ? failure.toString() : message;
  }
}
