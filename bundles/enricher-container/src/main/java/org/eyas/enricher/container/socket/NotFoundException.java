package org.eyas.enricher.container.socket;

import java.io.IOException;

/** A runtime answers that it does not have what was requested. */
final class NotFoundException extends IOException {
  private static final long serialVersionUID = 1;

  NotFoundException(String message) {
    super(message);
  }
}
