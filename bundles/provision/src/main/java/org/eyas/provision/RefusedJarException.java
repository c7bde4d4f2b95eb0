package org.eyas.provision;

/** Thrown if a jar cannot be installed. The message names the jar and says what is wrong and what to do. */
final class RefusedJarException extends Exception {
  RefusedJarException(String message) {
    super(message);
  }

  RefusedJarException(String message, Throwable cause) {
    super(message, cause);
  }
}
