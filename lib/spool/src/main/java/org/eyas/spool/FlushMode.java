package org.eyas.spool;

/** The data that a spool flushes to the disk before its methods return, so that the data survives a loss of power. */
public enum FlushMode {
  NOTHING,

  /** Appended entries. After a loss of power, entries that were acknowledged shortly before are read again. */
  ENTRIES,

  /** Appended entries and acknowledgements. */
  ALL;

  /** All data or none. */
  public static FlushMode of(boolean fsync) {
    return fsync ? ALL : NOTHING;
  }
}
