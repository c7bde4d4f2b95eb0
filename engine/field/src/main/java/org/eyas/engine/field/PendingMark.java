package org.eyas.engine.field;

/** Notes that a printer met a pending value. The printers of one event loop share it. */
public final class PendingMark {
  private boolean set;

  void set() {
    set = true;
  }

  public boolean isSet() {
    return set;
  }

  /** Whether it is set; clears it. */
  public boolean take() {
    boolean was = set;
    set = false;
    return was;
  }
}
