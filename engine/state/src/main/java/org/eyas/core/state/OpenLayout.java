package org.eyas.core.state;

/**
 * Where the parameters of an open event stand; the inode follows the device.
 *
 * @param directory the descriptor of a relative path's directory; of openat and openat2 only
 * @param flags open flags; of creat, which has none, where the driver says on which overlay layer the file lies
 */
record OpenLayout(Kind kind, int directory, int name, int flags, int dev) {
  static final OpenLayout OPEN = new OpenLayout(Kind.OPEN, -1, 1, 2, 4);
  static final OpenLayout CREAT = new OpenLayout(Kind.CREAT, -1, 1, 5, 3);
  static final OpenLayout OPENAT = new OpenLayout(Kind.OPENAT, 1, 2, 3, 5);
  static final OpenLayout OPENAT2 = new OpenLayout(Kind.OPENAT, 1, 2, 3, 6);
  static final OpenLayout BY_HANDLE = new OpenLayout(Kind.HANDLE, -1, 3, 2, 4);

  /** How a relative path is meant. */
  enum Kind {
    OPEN,
    CREAT,
    OPENAT,
    HANDLE
  }
}
