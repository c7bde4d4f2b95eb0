package org.eyas.config.yaml;

import org.eyas.api.failure.Reason;

/** The configuration is wrong; the message names the file or key and says what to do. */
public final class ConfigException extends Exception {
  private static final long serialVersionUID = 1;

  public ConfigException(String message) {
    super(Reason.shortened(message));
  }
}
