package org.eyas.pem;

import java.io.IOException;
import java.io.Serial;

/** Thrown if a PEM file does not contain what a setting needs. The message names the setting and the file. */
public final class PemException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  PemException(String message) {
    super(message);
  }
}
