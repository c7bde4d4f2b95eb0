package org.eyas.enricher.container.socket;

import java.io.IOException;

/** Thrown if a runtime answers that it does not have the requested object. */
final class ContainerNotFoundException extends IOException {
  private static final long serialVersionUID = 1;

  ContainerNotFoundException(String message) {
    super(message);
  }
}
