package org.eyas.api.process;

/**
 * The executable file of a thread. Immutable; threads share it. Times are in nanoseconds since the epoch.
 *
 * @param inode its inode; 0 if unknown
 * @param ctimeNanos when its inode was last changed
 * @param mtimeNanos when its content was last changed
 * @param writable whether the user who started the program may write to it
 * @param upperLayer whether it is in the upper, writable layer of an overlay file system
 * @param lowerLayer whether it is in a lower layer of an overlay file system
 * @param fromMemfd whether it is only in memory (memfd)
 */
public record ExeFile(
    long inode, long ctimeNanos, long mtimeNanos, boolean writable, boolean upperLayer, boolean lowerLayer,
    boolean fromMemfd) {
  public static final ExeFile UNKNOWN = new ExeFile(0, 0, 0, false, false, false, false);
}
