package org.eyas.engine.field;

/** A flag that a printer sets when a value is pending. The printers of one event loop share it. */
public final class PendingValueMark {
  private boolean set;

  void set() {
    set = true;
  }

  public boolean isSet() {
    return set;
  }

  /** Returns whether the flag is set, and clears it. */
  public boolean testAndClear() {
    boolean was = set;
    set = false;
    return was;
  }
}
