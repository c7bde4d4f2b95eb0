package org.eyas.engine.state;

/** Counts the enter events that are stored until the exit event of the same call. */
final class EnterLedger {
  private static final int CODES = 1 << 10;

  private final boolean[] endsOf = new boolean[CODES];
  private long stored;
  private long unstored;
  private long retrieved;
  private long missing;

  /** Registers an enter event that is stored, so that its exit event is counted. */
  void keeps(int beginCode) {
    endsOf[beginCode + 1] = true;
  }

  void stored() {
    stored++;
  }

  /** Counts an enter event of an unknown thread. */
  void unstored() {
    unstored++;
  }

  /**
   * Counts an event if it is the exit event of a call whose enter event is stored.
   *
   * @param found whether the enter event of the call was found
   */
  void end(int code, boolean found) {
    if (found) {
      retrieved++;
    } else if (endsOf[code]) {
      missing++;
    }
  }

  StateCounts.Enters counts() {
    return new StateCounts.Enters(stored, unstored, retrieved, missing);
  }
}
