package org.eyas.api.pushdown;

/** Which opened files the tables of the receiver of events contain; each of these contains what those before it do. */
public enum KeptFiles {
  /** None: an open that is delivered lasts for its event, and removes what had its number. */
  NONE,
  /** All directories, and other files if their open was delivered for another reason. */
  DIRECTORIES,
  /** All files. */
  ALL;

  /** Whether these are enough for somebody who needs the others. */
  public boolean include(KeptFiles needed) {
    return compareTo(needed) >= 0;
  }

  /** The larger of both. */
  public KeptFiles or(KeptFiles other) {
    return include(other) ? this : other;
  }
}
