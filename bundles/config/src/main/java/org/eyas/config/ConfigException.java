package org.eyas.config;

import org.eyas.api.failure.Reason;

/** The configuration is wrong; the message names the file or key and says what to do. */
final class ConfigException extends Exception {
  private static final long serialVersionUID = 1;

  ConfigException(String message) {
    super(Reason.shortened(message));
  }
}
