package org.eyas.core.setting;

/**
 * Where the alert history is on disk.
 *
 * @param directory empty: in memory only
 * @param bytes the maximum size of its files
 */
public record HistoryPlace(String directory, long bytes) {
  /** In memory only. */
  public static final HistoryPlace NONE = new HistoryPlace("", 0);
}
