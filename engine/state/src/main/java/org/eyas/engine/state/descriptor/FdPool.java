package org.eyas.engine.state.descriptor;

import org.jspecify.annotations.Nullable;

/** Creates and reuses the objects of descriptors, so that most opens allocate nothing. Equal files share one object. */
public final class FdPool {
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

  /** The number of objects from which on equal files are shared. With fewer objects, sharing saves no memory. */
  private static final int SHARED_FROM = 4096;

  private final long sharedFrom;
  private final long mostObjects;
  private final long mostNumbers;
  private final @Nullable FdState[] free = new FdState[CAPACITY];
  private final SharedFileSet files = new SharedFileSet();
  private final UnknownFd unknown = new UnknownFd();
  private int count;
  private long objects;
  private long added;
  private long removed;
  private long turnedAway;

  public FdPool() {
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
  public FdState acquire() {
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
  public FdState acquire(FdState from) {
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
  public FdState shareEqual(FdState fd) {
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
  FdState prepareChange(FdState fd) {
    if (fd.common) {
      files.remove(fd);
    }
    return fd;
  }

  public void release(FdState fd) {
    if (--fd.references > 0) {
      return;
    }
    objects--;
    prepareChange(fd);
    if (count < CAPACITY) {
      free[count++] = fd;
    }
  }

  /** Whether there is no room for this many more numbers. */
  boolean isFull(int more) {
    return objects > mostObjects || added - removed + more > mostNumbers;
  }

  /** Releases a descriptor for which there was no room. */
  FdState reject(FdState fd) {
    turnedAway++;
    return releaseForEvent(fd);
  }

  /**
   * Releases a descriptor that is in no table. The pool does not reuse the object, because its event still shows it.
   */
  public FdState releaseForEvent(FdState fd) {
    if (--fd.references == 0) {
      objects--;
      prepareChange(fd);
    }
    return fd;
  }

  /** Counts descriptor numbers for which there was no room. */
  void reject(int numbers) {
    turnedAway += numbers;
  }

  /** An unknown descriptor with this number. The next call changes the same object. */
  public UnknownFd unknown(long number) {
    return unknown.numbered(number);
  }

  /** Counts descriptor numbers that were added to tables. */
  void countAdded(int numbers) {
    added += numbers;
  }

  /** Counts descriptor numbers that were removed from tables. */
  void countRemoved(int numbers) {
    removed += numbers;
  }

  /** Objects in use. An object that several numbers share counts once. */
  public long objects() {
    return objects;
  }

  /** Descriptor numbers that were added to tables, including by fork. */
  public long added() {
    return added;
  }

  /** Descriptor numbers that were removed from tables. */
  public long removed() {
    return removed;
  }

  /** Descriptor numbers for which there was no room. */
  public long rejected() {
    return turnedAway;
  }
}
