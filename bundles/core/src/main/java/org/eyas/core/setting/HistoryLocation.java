package org.eyas.core.setting;

/**
 * The location of the alert history on disk.
 *
 * @param directory the directory; empty to keep alerts in memory only
 * @param bytes the maximum size of the files in the directory
 */
public record HistoryLocation(String directory, long bytes) {
  /** No location: alerts are kept in memory only. */
  public static final HistoryLocation NONE = new HistoryLocation("", 0);
}
