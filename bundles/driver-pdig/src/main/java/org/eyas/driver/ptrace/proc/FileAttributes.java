package org.eyas.driver.ptrace.proc;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.eyas.driver.ptrace.kernel.TracerSystemCalls;

/**
 * The attributes of one file, as the kernel has them in memory (statx(2)). Used by the tracer's thread only. An object
 * has the attributes of the file that was looked up last.
 */
public final class FileAttributes {
  private static final int BYTES = 256;
  private static final int BORN_IS_KNOWN = 0x800;
  private static final int MOUNT_IS_KNOWN = 0x1000;
  private static final int MOUNT_IS_UNIQUE = 0x4000;
  private static final int BASIC = 0x1 | 0x2 | 0x4 | 0x8 | 0x10 | 0x40 | 0x80 | 0x100;
  private static final int MASK = BASIC | BORN_IS_KNOWN | MOUNT_IS_KNOWN | MOUNT_IS_UNIQUE;
  private static final long IMMUTABLE = 0x10;
  private static final int ATTRIBUTES = 8;
  private static final int LINKS = 16;
  private static final int UID = 20;
  private static final int GID = 24;
  private static final int MODE = 28;
  private static final int INODE = 32;
  private static final int BORN = 80;
  private static final int CHANGED = 96;
  private static final int MODIFIED = 112;
  private static final int MAJOR = 136;
  private static final int MINOR = 140;
  private static final int MOUNT = 144;

  private final TracerSystemCalls kernel;
  private final MemorySegment attributes = Arena.ofAuto().allocate(BYTES, Long.BYTES);
  private boolean isKnown;

  public FileAttributes(TracerSystemCalls kernel) {
    this.kernel = kernel;
  }

  /** Looks up the file to which a path below an open folder leads. Returns false if the file cannot be found. */
  public boolean lookUp(int folder, MemorySegment path) {
    isKnown = kernel.attributes(folder, path, MASK, attributes) == 0;
    return isKnown;
  }

  /** Looks up an open file of this process. */
  public boolean lookUp(int fd) {
    isKnown = kernel.attributes(fd, MASK, attributes) == 0;
    return isKnown;
  }

  public boolean isKnown() {
    return isKnown;
  }

  /** Forgets the file. */
  public void forget() {
    isKnown = false;
  }

  /** The device, as stat(2) numbers it; 0 if the file is not known. The same holds for the other numbers. */
  public int device() {
    return isKnown ? DeviceNumber.of(attributes.get(JAVA_INT, MAJOR), attributes.get(JAVA_INT, MINOR)) : 0;
  }

  /** Whether the file system is on a device. A file system such as an overlay has no device. */
  boolean isOnDisk() {
    return isKnown && attributes.get(JAVA_INT, MAJOR) != 0;
  }

  public long inode() {
    return isKnown ? attributes.get(JAVA_LONG, INODE) : 0;
  }

  public boolean isLinked() {
    return isKnown && attributes.get(JAVA_INT, LINKS) > 0;
  }

  public int mode() {
    return isKnown ? attributes.get(JAVA_SHORT, MODE) & 0xffff : 0;
  }

  public int uid() {
    return isKnown ? attributes.get(JAVA_INT, UID) : -1;
  }

  public int gid() {
    return isKnown ? attributes.get(JAVA_INT, GID) : -1;
  }

  public boolean isImmutable() {
    return isKnown && (attributes.get(JAVA_LONG, ATTRIBUTES) & IMMUTABLE) != 0;
  }

  /**
   * The unique number of the file's mount, which no other mount ever had; -1 if it is not known, as before Linux 6.8.
   */
  public long uniqueMount() {
    return has(MOUNT_IS_UNIQUE) ? attributes.get(JAVA_LONG, MOUNT) : -1;
  }

  /** Looks up the number of a file's mount in mountinfo; -1 if it is not known, as before Linux 5.8. */
  public long lookForMount(int folder, MemorySegment path) {
    isKnown = kernel.attributes(folder, path, MOUNT_IS_KNOWN, attributes) == 0;
    return has(MOUNT_IS_KNOWN) ? attributes.get(JAVA_LONG, MOUNT) : -1;
  }

  private boolean has(int fact) {
    return isKnown && (attributes.get(JAVA_INT, 0) & fact) != 0;
  }

  /** The time of the file's creation, in nanoseconds since the epoch; 0 if its file system does not know. */
  public long bornNanos() {
    return has(BORN_IS_KNOWN) ? nanos(BORN) : 0;
  }

  /** The time of the last change of the attributes, in nanoseconds since the epoch. */
  public long changedNanos() {
    return isKnown ? nanos(CHANGED) : 0;
  }

  /** The time of the last change of the content, in nanoseconds since the epoch. */
  public long modifiedNanos() {
    return isKnown ? nanos(MODIFIED) : 0;
  }

  // struct statx_timestamp: seconds in 8 bytes, nanoseconds in 4
  private long nanos(int place) {
    long seconds = attributes.get(JAVA_LONG, place);
    return seconds < 0 ? 0 : seconds * 1_000_000_000 + attributes.get(JAVA_INT, place + 8);
  }
}
