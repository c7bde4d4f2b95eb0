package org.eyas.fields.hash;

import java.util.Locale;

/** The reasons for which a file has no hash. Each is a label of a metric. */
enum HashFailure {
  /** The process or its descriptor has ended, and its path leads to another file or to none. */
  GONE,
  /** The file is a directory, device, FIFO or socket. */
  NOT_REGULAR,
  /** The file has more than {@code eyas.hash.max_mb}. */
  TOO_LARGE,
  /** The file changed while it was read, three times. */
  CHANGING,
  /** The file system is not on a disk of this machine or in its memory, so that somebody else can delay each access. */
  FILE_SYSTEM,
  /** The file system did not answer for seconds. */
  HANGING,
  /** Too many files wait to be read. */
  BUSY,
  /** The kernel refused to open or read the file. */
  UNREADABLE;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
