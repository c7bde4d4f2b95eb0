package org.eyas.core.state;

/** The file a thread runs. */
final class ExeFile {
  long inode;
  long ctimeNanos;
  long mtimeNanos;
  int flags;

  boolean has(int flag) {
    return (flags & flag) != 0;
  }

  void copy(ExeFile from) {
    inode = from.inode;
    ctimeNanos = from.ctimeNanos;
    mtimeNanos = from.mtimeNanos;
    flags = from.flags;
  }
}
