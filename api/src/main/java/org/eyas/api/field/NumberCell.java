package org.eyas.api.field;

/** A reusable place in which a field reader stores one number. Not thread-safe. */
public final class NumberCell {
  public long value;

  /** Stores a value. Returns {@link Presence#PRESENT}, so that a reader can end with {@code return out.set(n)}. */
  public Presence set(long number) {
    value = number;
    return Presence.PRESENT;
  }

  /** Stores 1 for true and 0 for false. Returns {@link Presence#PRESENT}. */
  public Presence set(boolean truth) {
    value = truth ? 1 : 0;
    return Presence.PRESENT;
  }
}
