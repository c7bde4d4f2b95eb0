package org.eyas.engine.text;

import java.util.Optional;
import org.eyas.api.version.Versions;

/**
 * The version of Falco whose handling of text the engine reproduces: what conditions see of invalid UTF-8, which escapes they may
 * contain, when a rule gets a warning about its event types, and how alerts escape text.
 */
public enum FalcoVersion {
  /** Falco 0.44.1. Paths have U+FFFD in place of invalid UTF-8 and control characters; text alerts are not escaped. */
  V0_44("0.44"),

  /**
   * Falco's master of 2026-07-31 with engine 0.63. Conditions see the bytes that the kernel saw; text alerts are escaped as JSON
   * texts are.
   */
  NEWEST(Versions.NEWEST);

  private final String key;

  FalcoVersion(String key) {
    this.key = key;
  }

  /** The value of {@code eyas.falco_version} that stands for this version. */
  public String key() {
    return key;
  }

  public static Optional<FalcoVersion> ofKey(String key) {
    for (FalcoVersion version : values()) {
      if (version.key.equals(key)) {
        return Optional.of(version);
      }
    }
    return Optional.empty();
  }

  /** Whether conditions see the bytes that the kernel saw, and can name one as {@code \xHH}. */
  public boolean keepsBytes() {
    return this == NEWEST;
  }

  /** Whether the text line of an alert is escaped as a JSON text is. */
  public boolean escapesText() {
    return this == NEWEST;
  }
}
