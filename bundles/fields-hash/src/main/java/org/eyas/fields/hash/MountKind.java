package org.eyas.fields.hash;

/** How far a file system can be trusted. */
enum MountKind {
  /** On a disk: each change of an executable that nobody runs changes the change time of its inode. */
  DISK,
  /** An overlay that a container runtime mounted. Its lower layers do not change. */
  IMAGE,
  /** In memory, or of a kind whose change times are not known to be exact: what was read once is read again the next time. */
  VOLATILE,
  /**
   * All others, whose files are never opened. A server or a program of a user (FUSE) can delay each access and answers as it
   * likes, also below an overlay that a user mounted. Reading a file of /proc can have effects.
   */
  FOREIGN
}
