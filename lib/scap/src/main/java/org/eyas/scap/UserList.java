package org.eyas.scap;

import org.eyas.api.source.StateSink;
import org.eyas.api.source.UserEntry;

/**
 * The block with users and groups.
 *
 * <pre>
 *  2: length u32 of the entry, itself included
 *  kind u8:  0 user   uid u32, gid u32, name, home, shell text
 *            1 group  gid u32, name text
 * </pre>
 */
final class UserList {
  private UserList() {}

  static void read(BlockBodyReader body, int version, StateSink into) throws DamagedCaptureException {
    while (body.has(4)) {
      into.onUser(entry(version >= 2 ? body.part(body.i32() - 4) : body));
    }
  }

  static void write(UserEntry user, BlockBuilder out) {
    int entry = out.beginEntry();
    if (user.kind() == UserEntry.Kind.USER) {
      out.u8(0).u32(user.id()).u32(user.gid()).text(user.name()).text(user.home()).text(user.shell());
    } else {
      out.u8(1).u32(user.id()).text(user.name());
    }
    out.endEntry(entry, 4);
  }

  private static UserEntry entry(BlockBodyReader body) throws DamagedCaptureException {
    if (body.u8() == 0) {
      return new UserEntry(
          UserEntry.Kind.USER, body.u32(), body.u32(), body.string(), body.string(), body.string());
    }
    long gid = body.u32();
    return new UserEntry(UserEntry.Kind.GROUP, gid, gid, body.string(), "", "");
  }
}
