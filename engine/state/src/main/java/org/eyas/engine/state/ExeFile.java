package org.eyas.engine.state;

/** The executable file of threads: times in nanoseconds since the epoch, flags in the scap encoding. */
record ExeFile(long inode, long ctimeNanos, long mtimeNanos, int flags) {
  static final ExeFile UNKNOWN = new ExeFile(0, 0, 0, 0);

  boolean has(int flag) {
    return (flags & flag) != 0;
  }
}
