package org.eyas.kube;

import java.io.IOException;
import java.io.Serial;

/** The files that say how to reach the API server are missing or wrong. The message names the file and says what to do. */
public final class ApiAccessException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  ApiAccessException(String message) {
    super(message);
  }
}
