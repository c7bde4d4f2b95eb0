package org.eyas.api.pushdown;

/**
 * The opened files that the tables of the receiver of events contain. Each constant includes the files of those before
 * it.
 */
public enum KeptFiles {
  /**
   * No files: the descriptor of a delivered open lasts for its event, and removes an earlier descriptor with its
   * number.
   */
  NONE,
  /** All directories, and other files if their open was delivered for another reason. */
  DIRECTORIES,
  /** All files. */
  ALL;

  /** Whether these files include all files that are needed. */
  public boolean include(KeptFiles needed) {
    return compareTo(needed) >= 0;
  }

  /** The larger of both. */
  public KeptFiles or(KeptFiles other) {
    return include(other) ? this : other;
  }
}
