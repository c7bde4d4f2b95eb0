package org.eyas.linux.libc;

import java.util.Map;

/**
 * The type, permissions, owner and size of a file at one moment.
 *
 * @param mode type and permissions, as in inode(7)
 * @param uid the user id of the owner on the host
 * @param size in bytes
 */
public record FileState(int mode, long uid, long size) {
  static final String ATTRIBUTES = "unix:mode,uid,size";

  private static final int TYPE = 0170000;
  private static final int REGULAR = 0100000;
  private static final int DIRECTORY = 0040000;
  private static final int WRITABLE_BY_OTHERS = 0022;

  static FileState of(Map<String, Object> attributes) {
    return new FileState(
        (int) number("mode", attributes), number("uid", attributes) & 0xffff_ffffL, number("size", attributes));
  }

  private static long number(String name, Map<String, Object> attributes) {
    return attributes.get(name) instanceof Number number ? number.longValue() : -1;
  }

  public boolean isRegular() {
    return (mode & TYPE) == REGULAR;
  }

  public boolean isDirectory() {
    return (mode & TYPE) == DIRECTORY;
  }

  /** Whether the permissions allow the group or all users to change the file. */
  public boolean isWritableByOthers() {
    return (mode & WRITABLE_BY_OTHERS) != 0;
  }
}
