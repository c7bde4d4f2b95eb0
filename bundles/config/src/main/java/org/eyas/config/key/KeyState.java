package org.eyas.config.key;

import java.util.Locale;

/** What Eyas does with a key; {@link Key#note} has details. */
public enum KeyState {
  /** It has its effect; the note says how that differs from Falco's. */
  WORKS,
  /** It is accepted and has no effect; the note says why none is needed. */
  NONE,
  /** An old name; the note lists the keys that get the value. */
  RENAMED,
  /** It has no effect any more; the note says what to do instead. */
  REMOVED;

  static KeyState named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }
}
