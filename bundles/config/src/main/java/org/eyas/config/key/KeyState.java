package org.eyas.config.key;

import java.util.Locale;

/** What Eyas does with a key; {@link Key#note} tells more. */
public enum KeyState {
  /** It has its effect; the note says how that differs from Falco's. */
  WORKS,
  /** What it asks for is not there yet; the note says what does not happen. */
  LATER,
  /** It is accepted and nothing has to be done; the note says why. */
  NONE,
  /** An old name; the note holds the keys that take the value over. */
  RENAMED,
  /** It has no effect any more; the note says what to do instead. */
  REMOVED;

  static KeyState named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }
}
