package org.eyas.launcher;

import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/**
 * The text of an exception for users: its message, or its kind if it has no message. For some exceptions, the message
 * is only the name of a file.
 */
final class ExceptionText {
  private ExceptionText() {}

  static String of(Throwable failure) {
    String message = failure.getMessage();
    if (message == null || message.isBlank()) {
      return failure.toString();
    }
    return switch (failure) {
      case NoSuchFileException missing when missing.getReason() == null -> message + " does not exist";
      case AccessDeniedException denied when denied.getReason() == null -> message + ": permission denied";
      default -> message;
    };
  }
}
