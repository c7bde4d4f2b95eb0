package org.eyas.engine.state;

import org.jspecify.annotations.Nullable;

/** Creates and reuses the objects of descriptors, so that most opens allocate nothing. Equal files share one object. */
final class FdPool {
  private static final int CAPACITY = 4096;
  /**
   * The bytes of heap for each object. A socket with its ends and name takes 300 bytes, so that all objects together
   * take at most about 40 % of the heap.
   */
  private static final int HEAP_FOR_OBJECT = 768;
  /**
   * The bytes of heap for each number. A slot in a table takes 4 bytes, or up to 32 for large numbers, so that all
   * slots together take at most a quarter of the heap.
   */
  private static final int HEAP_FOR_NUMBER = 128;

  /** The number of objects from which on equal files are shared. Below it, sharing saves no memory. */
  private static final int SHARED_FROM = 4096;

  private final long sharedFrom;
  private final long mostObjects;
  private final long mostNumbers;
  private final @Nullable FdState[] free = new FdState[CAPACITY];
  private final EqualFiles files = new EqualFiles();
  private final UnknownFd unknown = new UnknownFd();
  private int count;
  private long objects;
  private long added;
  private long removed;
  private long turnedAway;

  FdPool() {
    this(Runtime.getRuntime().maxMemory(), SHARED_FROM);
  }

  /**
   * @param heapBytes the size of the heap, which limits the number of descriptors: a program that opens files without
   * end must not exhaust it
   * @param sharedFrom the number of objects from which on equal files are shared
   */
  FdPool(long heapBytes, long sharedFrom) {
    this.sharedFrom = sharedFrom;
    mostObjects = heapBytes / HEAP_FOR_OBJECT;
    mostNumbers = heapBytes / HEAP_FOR_NUMBER;
  }

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

  /** A copy of a descriptor. */
  FdState acquire(FdState from) {
    FdState fd = acquire();
    fd.copy(from);
    return fd;
  }

  /**
   * Returns the known descriptor of an equal file, with one more reference. If there is none, returns the given
   * descriptor. While there are few descriptors, none is shared.
   *
   * @param fd a complete file or directory; the result takes over the caller's reference
   */
  FdState common(FdState fd) {
    if (objects < sharedFrom) {
      return fd;
    }
    FdState known = files.findOrAdd(fd);
    if (known == fd) {
      return fd;
    }
    known.references++;
    release(fd);
    return known;
  }

  /**
   * Prepares a descriptor with one reference for a change: it is no longer found as an equal file. Returns the
   * descriptor.
   */
  FdState alone(FdState fd) {
    if (fd.common) {
      files.remove(fd);
    }
    return fd;
  }

  void release(FdState fd) {
    if (--fd.references > 0) {
      return;
    }
    objects--;
    alone(fd);
    if (count < CAPACITY) {
      free[count++] = fd;
    }
  }

  /** Whether there is no room for this many more numbers. */
  boolean isFull(int more) {
    return objects > mostObjects || added - removed + more > mostNumbers;
  }

  /** Releases a descriptor for which there was no room. */
  FdState turnAway(FdState fd) {
    turnedAway++;
    return forEvent(fd);
  }

  /**
   * Releases a descriptor that is in no table. The pool does not reuse the object, because its event still shows it.
   */
  FdState forEvent(FdState fd) {
    if (--fd.references == 0) {
      objects--;
      alone(fd);
    }
    return fd;
  }

  /** Counts numbers for which there was no room. */
  void turnAway(int numbers) {
    turnedAway += numbers;
  }

  /** An unknown descriptor with this number. The next call changes the same object. */
  UnknownFd unknown(long number) {
    return unknown.numbered(number);
  }

  /** Counts numbers that were added to tables. */
  void filed(int numbers) {
    added += numbers;
  }

  /** Counts numbers that were removed from tables. */
  void taken(int numbers) {
    removed += numbers;
  }

  /** Objects in use. An object that several numbers share counts once. */
  long objects() {
    return objects;
  }

  /** Numbers that were added to tables, including by fork. */
  long added() {
    return added;
  }

  /** Numbers that were removed from tables. */
  long removed() {
    return removed;
  }

  /** Numbers for which there was no room. */
  long turnedAway() {
    return turnedAway;
  }
}
