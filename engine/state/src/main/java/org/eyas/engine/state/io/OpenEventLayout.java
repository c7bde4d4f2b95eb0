package org.eyas.engine.state.io;

import org.eyas.engine.state.encoding.ParamIndexes;

/**
 * The positions of the parameters of an open event. The inode follows the device.
 *
 * @param directory the descriptor of a relative path's directory; only for openat and openat2
 * @param flags open flags; for creat, which has none, the flags in which the driver reports the overlay layer of the file
 */
public record OpenEventLayout(Kind kind, int directory, int name, int flags, int dev) {
  public static final OpenEventLayout OPEN = of(Kind.OPEN, "SYSCALL_OPEN_X", "name", "flags");
  public static final OpenEventLayout CREAT = of(Kind.CREAT, "SYSCALL_CREAT_X", "name", "creat_flags");
  public static final OpenEventLayout OPENAT = of(Kind.OPENAT, "SYSCALL_OPENAT_2_X", "name", "flags");
  public static final OpenEventLayout OPENAT2 = of(Kind.OPENAT, "SYSCALL_OPENAT2_X", "name", "flags");
  public static final OpenEventLayout BY_HANDLE = of(Kind.HANDLE, "SYSCALL_OPEN_BY_HANDLE_AT_X", "path", "flags");

  /** The ways in which a relative path is resolved. */
  enum Kind {
    OPEN,
    CREAT,
    OPENAT,
    HANDLE
  }

  private static OpenEventLayout of(Kind kind, String id, String name, String flags) {
    ParamIndexes params = ParamIndexes.of(id);
    int directory = kind == Kind.OPENAT ? params.at("dirfd") : -1;
    return new OpenEventLayout(kind, directory, params.at(name), params.at(flags), params.at("dev"));
  }
}
