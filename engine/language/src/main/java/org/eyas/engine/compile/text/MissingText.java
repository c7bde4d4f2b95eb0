package org.eyas.engine.compile.text;

import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.field.Presence;

/** The missing text of a transformer without a value, with the reason: an argument is absent, or pending. */
public final class MissingText {
  private MissingText() {}

  /** The result of a transformer that yields a text; not for a present argument. */
  public static Bytes text(Presence argument) {
    return argument == Presence.PENDING ? Text.PENDING : Text.ABSENT;
  }

  public static Presence of(Bytes value) {
    return value == Text.PENDING ? Presence.PENDING : Presence.of(value != Text.ABSENT);
  }
}
