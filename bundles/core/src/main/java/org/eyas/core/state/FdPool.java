package org.eyas.core.state;

import org.jspecify.annotations.Nullable;

/** Descriptors that no table holds any more, kept to be used again: an open then allocates nothing. */
final class FdPool {
  private static final int CAPACITY = 4096;

  private final @Nullable FdState[] free = new FdState[CAPACITY];
  private final UnknownFd unknown = new UnknownFd();
  private int count;
  private long live;
  private long added;

  /** An empty descriptor with one reference. */
  FdState acquire() {
    FdState fd = count > 0 ? free[--count] : null;
    if (fd == null) {
      fd = new FdState();
    }
    fd.clear();
    fd.references = 1;
    live++;
    added++;
    return fd;
  }

  /** An own copy of a descriptor. */
  FdState acquire(FdState from) {
    FdState fd = acquire();
    fd.copy(from);
    return fd;
  }

  void release(FdState fd) {
    if (--fd.references > 0) {
      return;
    }
    live--;
    if (count < CAPACITY) {
      free[count++] = fd;
    }
  }

  /** A descriptor that is in no table; the next call changes it. */
  UnknownFd unknown(long number) {
    return unknown.numbered(number);
  }

  /** Descriptors that are in a table; one that forked processes share counts once. */
  long live() {
    return live;
  }

  long added() {
    return added;
  }
}
