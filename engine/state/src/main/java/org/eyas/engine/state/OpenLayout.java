package org.eyas.engine.state;

/**
 * The positions of the parameters of an open event. The inode follows the device.
 *
 * @param directory the descriptor of a relative path's directory; only for openat and openat2
 * @param flags open flags; for creat, which has none, the flags in which the driver reports the overlay layer of the file
 */
record OpenLayout(Kind kind, int directory, int name, int flags, int dev) {
  static final OpenLayout OPEN = of(Kind.OPEN, "SYSCALL_OPEN_X", "name", "flags");
  static final OpenLayout CREAT = of(Kind.CREAT, "SYSCALL_CREAT_X", "name", "creat_flags");
  static final OpenLayout OPENAT = of(Kind.OPENAT, "SYSCALL_OPENAT_2_X", "name", "flags");
  static final OpenLayout OPENAT2 = of(Kind.OPENAT, "SYSCALL_OPENAT2_X", "name", "flags");
  static final OpenLayout BY_HANDLE = of(Kind.HANDLE, "SYSCALL_OPEN_BY_HANDLE_AT_X", "path", "flags");

  /** The ways in which a relative path is resolved. */
  enum Kind {
    OPEN,
    CREAT,
    OPENAT,
    HANDLE
  }

  private static OpenLayout of(Kind kind, String id, String name, String flags) {
    Params params = Params.of(id);
    int directory = kind == Kind.OPENAT ? params.at("dirfd") : -1;
    return new OpenLayout(kind, directory, params.at(name), params.at(flags), params.at("dev"));
  }
}
