package org.eyas.output.http;

import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;
import org.eyas.api.failure.Reason;
import org.jspecify.annotations.Nullable;

/** Describes why there was no answer. Exceptions of the JDK often have no message. */
final class HttpFailureText {
  private HttpFailureText() {}

  static String of(Throwable failure) {
    if (caused(failure, UnresolvedAddressException.class)) {
      return "the host name is unknown";
    }
    return (failure instanceof SSLException ? "TLS: " : "") + Reason.of(failure);
  }

  static boolean caused(Throwable failure, Class<? extends Throwable> kind) {
    @Nullable Throwable cause = failure;
    for (int i = 0; cause != null && i < 10; i++, cause = cause.getCause()) {
      if (kind.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }
}
