package org.eyas.client;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Thrown if a call fails. The message says why, in one line. */
public final class ClientException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  private ClientException(String message, Throwable cause) {
    super(message, cause);
  }

  static ClientException of(String server, Throwable failure) {
    Status status = Status.fromThrowable(failure);
    String said = status.getDescription() == null ? "" : ": " + status.getDescription();
    return new ClientException(server + ": " + status.getCode() + said + root(status.getCause()), failure);
  }

  private static String root(@Nullable Throwable cause) {
    @Nullable Throwable deepest = cause;
    while (deepest != null && deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return deepest == null || deepest instanceof StatusRuntimeException ? "" : " (" + deepest.getMessage() + ")";
  }
}
