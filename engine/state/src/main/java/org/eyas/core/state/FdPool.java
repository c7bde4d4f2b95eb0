package org.eyas.core.state;

import org.jspecify.annotations.Nullable;

/** Makes descriptors and takes them back: an open then mostly allocates nothing. Files that look the same are kept once. */
final class FdPool {
  private static final int CAPACITY = 4096;
  /** A socket with its ends and its name takes 300 bytes: all objects together may take some 2 of 5 of the heap. */
  private static final int HEAP_FOR_OBJECT = 768;
  /** A place in a table takes 4 bytes, of large numbers up to 32: all together may take a quarter at the very most. */
  private static final int HEAP_FOR_NUMBER = 128;

  /** With fewer objects there is nothing to be saved. */
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
   * @param heapBytes the memory there is: a program that opens without end must not bring the engine down
   * @param sharedFrom how many objects there are before equal files become one
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

  /** An own copy of a descriptor. */
  FdState acquire(FdState from) {
    FdState fd = acquire();
    fd.copy(from);
    return fd;
  }

  /**
   * The descriptor under which an equal file is known, with one more reference, or the given one. While there are few, each
   * stays by itself.
   *
   * @param fd a file or directory that is complete; the caller's reference goes over to the answer
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

  /** A descriptor of one reference, as one that is about to change: nobody finds it as what it was. */
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

  /** Whether there is no room for so many numbers more. */
  boolean isFull(int more) {
    return objects > mostObjects || added - removed + more > mostNumbers;
  }

  /** Gives a descriptor up that found no room. It stays as it is for its event, and so is not used again. */
  FdState turnAway(FdState fd) {
    turnedAway++;
    if (--fd.references == 0) {
      objects--;
      alone(fd);
    }
    return fd;
  }

  /** Counts numbers that found no room. */
  void turnAway(int numbers) {
    turnedAway += numbers;
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

  /** Numbers that found no room. */
  long turnedAway() {
    return turnedAway;
  }
}
