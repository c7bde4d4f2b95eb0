package org.eyas.config.key;

import java.util.Locale;

/** The effect of a key in Eyas; {@link KeyDefinition#note} has details. */
public enum KeyState {
  /** The key has its effect; the note describes differences from Falco. */
  WORKS,
  /** The key is accepted and has no effect; the note says why none is needed. */
  NONE,
  /** An old name; the note lists the keys that get the value. */
  RENAMED,
  /** The key has no effect any more; the note describes the alternative. */
  REMOVED;

  static KeyState named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }
}
