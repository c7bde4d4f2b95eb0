package org.eyas.engine.state.io;

import org.eyas.engine.state.process.StateCounts;

/** Counts the enter events that are stored until the exit event of the same call. */
public final class EnterEventCounter {
  private static final int CODES = 1 << 10;

  private final boolean[] endsOf = new boolean[CODES];
  private long stored;
  private long unstored;
  private long retrieved;
  private long missing;

  /** Registers an enter event that is stored, so that its exit event is counted. */
  public void register(int beginCode) {
    endsOf[beginCode + 1] = true;
  }

  void countStored() {
    stored++;
  }

  /** Counts an enter event of an unknown thread. */
  void countUnstored() {
    unstored++;
  }

  /**
   * Counts an event if it is the exit event of a call whose enter event is stored.
   *
   * @param found whether the enter event of the call was found
   */
  public void countExit(int code, boolean found) {
    if (found) {
      retrieved++;
    } else if (endsOf[code]) {
      missing++;
    }
  }

  public StateCounts.Enters counts() {
    return new StateCounts.Enters(stored, unstored, retrieved, missing);
  }
}
