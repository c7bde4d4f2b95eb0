package org.eyas.api.field;

/** Whether a field has a value for an event. */
public enum Presence {
  PRESENT,
  ABSENT,
  /**
   * An enricher is still looking the value up. Alerts that need it are held until it is there, for a bounded time; after that, it
   * counts as absent.
   */
  PENDING;

  public static Presence of(boolean present) {
    return present ? PRESENT : ABSENT;
  }
}
