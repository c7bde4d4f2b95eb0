package org.eyas.engine.state;

/**
 * The positions of the parameters of an open event. The inode follows the device.
 *
 * @param directory the descriptor of a relative path's directory; only for openat and openat2
 * @param flags open flags; for creat, which has none, the flags in which the driver reports the overlay layer of the file
 */
record OpenLayout(Kind kind, int directory, int name, int flags, int dev) {
  static final OpenLayout OPEN = new OpenLayout(Kind.OPEN, -1, 1, 2, 4);
  static final OpenLayout CREAT = new OpenLayout(Kind.CREAT, -1, 1, 5, 3);
  static final OpenLayout OPENAT = new OpenLayout(Kind.OPENAT, 1, 2, 3, 5);
  static final OpenLayout OPENAT2 = new OpenLayout(Kind.OPENAT, 1, 2, 3, 6);
  static final OpenLayout BY_HANDLE = new OpenLayout(Kind.HANDLE, -1, 3, 2, 4);

  /** How a relative path is resolved. */
  enum Kind {
    OPEN,
    CREAT,
    OPENAT,
    HANDLE
  }
}
