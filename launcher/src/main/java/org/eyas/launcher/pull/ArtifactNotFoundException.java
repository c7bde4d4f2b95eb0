package org.eyas.launcher.pull;

import java.io.IOException;

/** The registry has no such artifact. */
final class ArtifactNotFoundException extends IOException {
  private static final long serialVersionUID = 1;

  ArtifactNotFoundException(String message) {
    super(message);
  }
}
