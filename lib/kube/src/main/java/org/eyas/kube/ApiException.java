package org.eyas.kube;

import java.io.IOException;
import java.io.Serial;

/** The API server refused a request. The message is that of the server. */
public final class ApiException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int GONE = 410;

  private final int status;
  private final int retryAfterSeconds;

  /**
   * @param status the status of HTTP, or the code in the object that the server sent
   * @param retryAfterSeconds how long the server asks to wait; 0 if it does not
   */
  ApiException(int status, String message, int retryAfterSeconds) {
    super(message.isEmpty() ? "status " + status : message);
    this.status = status;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  public int status() {
    return status;
  }

  /** Whether the server does not accept the token or certificate, or no longer does. */
  public boolean isUnauthorized() {
    return status == UNAUTHORIZED;
  }

  /** Whether a right is missing. */
  public boolean isForbidden() {
    return status == FORBIDDEN;
  }

  /** Whether the server no longer has the version that was asked for: only a new list helps. */
  boolean isGone() {
    return status == GONE;
  }

  int retryAfterSeconds() {
    return retryAfterSeconds;
  }
}
