package org.eyas.core.state;

import org.jspecify.annotations.Nullable;

/** Makes descriptors and takes them back: an open then mostly allocates nothing. Files that look the same are kept once. */
final class FdPool {
  private static final int CAPACITY = 4096;

  private final @Nullable FdState[] free = new FdState[CAPACITY];
  private final EqualFiles files = new EqualFiles();
  private final UnknownFd unknown = new UnknownFd();
  private int count;
  private long objects;
  private long added;
  private long removed;

  /** An empty descriptor with one reference. */
  FdState acquire() {
    FdState fd = count > 0 ? free[--count] : null;
    if (fd == null) {
      fd = new FdState();
    }
    fd.clear();
    fd.references = 1;
    objects++;
    return fd;
  }

  /** An own copy of a descriptor. */
  FdState acquire(FdState from) {
    FdState fd = acquire();
    fd.copy(from);
    return fd;
  }

  /**
   * The descriptor under which an equal file is known, with one more reference, or the given one.
   *
   * @param fd a file or directory that is complete; the caller's reference goes over to the answer
   */
  FdState common(FdState fd) {
    FdState known = files.findOrAdd(fd);
    if (known == fd) {
      return fd;
    }
    known.references++;
    release(fd);
    return known;
  }

  void release(FdState fd) {
    if (--fd.references > 0) {
      return;
    }
    objects--;
    if (fd.common) {
      files.remove(fd);
    }
    if (count < CAPACITY) {
      free[count++] = fd;
    }
  }

  /** A descriptor that is in no table; the next call changes it. */
  UnknownFd unknown(long number) {
    return unknown.numbered(number);
  }

  /** Numbers came into tables. */
  void filed(int numbers) {
    added += numbers;
  }

  /** Numbers left tables. */
  void taken(int numbers) {
    removed += numbers;
  }

  /** Objects in use; one that several numbers share counts once. */
  long objects() {
    return objects;
  }

  /** Numbers that came into tables, by fork too. */
  long added() {
    return added;
  }

  /** Numbers that left tables. */
  long removed() {
    return removed;
  }
}
