package org.eyas.provision;

/** A jar that does not become a bundle. The message names the jar, what is wrong, and what to do. */
final class RefusedJarException extends Exception {
  RefusedJarException(String message) {
    super(message);
  }

  RefusedJarException(String message, Throwable cause) {
    super(message, cause);
  }
}
