package org.eyas.api.field;

/** A place for one number, used again and again. */
public final class NumberCell {
  public long value;

  /** Stores a value and says that it is there. */
  public Presence set(long number) {
    value = number;
    return Presence.PRESENT;
  }

  public Presence set(boolean truth) {
    value = truth ? 1 : 0;
    return Presence.PRESENT;
  }
}
