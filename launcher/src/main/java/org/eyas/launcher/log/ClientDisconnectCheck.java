package org.eyas.launcher.log;

import java.io.EOFException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Recognizes failures of a web server that only mean that a client disconnected, which clients may do at any time. */
final class ClientDisconnectCheck {
  private static final Set<String> REASONS = Set.of("Broken pipe", "Connection reset", "Connection reset by peer");

  private ClientDisconnectCheck() {}

  static boolean isCauseOf(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < 10; depth++) {
      if (isDisconnect(cause)) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  // Jetty's class is not on the launcher's class path.
  private static boolean isDisconnect(@Nullable Throwable cause) {
    return cause instanceof EOFException
        || cause instanceof TimeoutException
        || cause != null && cause.getMessage() != null && REASONS.contains(cause.getMessage());
  }
}
