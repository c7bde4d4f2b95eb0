package org.eyas.core.state;

/** Counts the beginnings of calls that are kept until their end. */
final class EnterLedger {
  private static final int CODES = 1 << 10;

  private final boolean[] endsOf = new boolean[CODES];
  private long stored;
  private long unstored;
  private long retrieved;
  private long missing;

  /** The end of the call that an event begins is one whose beginning is looked for. */
  void keeps(int beginCode) {
    endsOf[beginCode + 1] = true;
  }

  void stored() {
    stored++;
  }

  /** A beginning of a thread that is not known. */
  void unstored() {
    unstored++;
  }

  /**
   * An event that may be the end of such a call.
   *
   * @param told whether its beginning is there
   */
  void end(int code, boolean told) {
    if (told) {
      retrieved++;
    } else if (endsOf[code]) {
      missing++;
    }
  }

  StateCounts.Enters counts() {
    return new StateCounts.Enters(stored, unstored, retrieved, missing);
  }
}
