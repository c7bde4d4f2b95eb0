package org.eyas.launcher.pull;

import java.io.IOException;

/** The registry has no such artifact. */
final class NotFoundException extends IOException {
  private static final long serialVersionUID = 1;

  NotFoundException(String message) {
    super(message);
  }
}
