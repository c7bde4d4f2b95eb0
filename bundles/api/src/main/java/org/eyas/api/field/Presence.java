package org.eyas.api.field;

/** Whether a field has a value for an event. */
public enum Presence {
  PRESENT,
  ABSENT,
  /** An enricher is still looking the value up. Conditions treat it as absent. */
  PENDING;

  public static Presence of(boolean present) {
    return present ? PRESENT : ABSENT;
  }
}
