package org.eyas.launcher.log;

import java.io.EOFException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Tells failures of a web server that are only a client that left: anybody can leave, as often as they like. */
final class ClientGone {
  private static final Set<String> REASONS = Set.of("Broken pipe", "Connection reset", "Connection reset by peer");

  private ClientGone() {}

  static boolean isCause(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < 10; depth++) {
      if (isOne(cause)) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  // Jetty's own class is not one of the launcher.
  private static boolean isOne(@Nullable Throwable cause) {
    return cause instanceof EOFException
        || cause instanceof TimeoutException
        || cause != null && cause.getMessage() != null && REASONS.contains(cause.getMessage());
  }
}
