package org.eyas.pem;

import java.io.IOException;
import java.io.Serial;

/** A PEM file that is not what a setting needs; the message names the setting and the file. */
public final class PemException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  PemException(String message) {
    super(message);
  }
}
