package org.eyas.engine.incident;

import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;

/**
 * The unit or the container in the cgroups of a process: the last part of a path that is named as a service or scope of systemd, or that
 * contains the 64 digits of a container's id. Root names cgroups, and a user those below a slice of their own: a name that lies moves a
 * process to a tree of its own, and cannot put it into the tree of another one.
 */
final class CgroupUnit {
  private static final Text SERVICE = Text.of(".service");
  private static final Text SCOPE = Text.of(".scope");
  private static final int DIGITS = 64;

  private CgroupUnit() {}

  /** Whether the unit in the cgroups is this one. Allocates nothing. */
  static boolean isIn(Bytes cgroups, Text unit) {
    long part = last(cgroups);
    int begin = (int) (part >>> 32);
    int length = (int) part;
    return length == unit.length() && cgroups.regionEquals(begin, unit);
  }

  /** The unit; empty if there is none. */
  static Text of(Bytes cgroups) {
    long part = last(cgroups);
    return Text.copyOf(cgroups.toArray(), (int) (part >>> 32), (int) part);
  }

  // Begin and length in one number.
  private static long last(Bytes cgroups) {
    long found = 0;
    int begin = 0;
    int digits = 0;
    boolean container = false;
    for (int i = 0; i <= cgroups.length(); i++) {
      int next = i == cgroups.length() ? 0 : cgroups.at(i);
      if (next == '/' || next == 0) {
        boolean unit = container || ends(cgroups, begin, i, SERVICE) || ends(cgroups, begin, i, SCOPE);
        found = unit ? (long) begin << 32 | i - begin : found;
        begin = i + 1;
        digits = 0;
        container = false;
      } else {
        digits = Character.digit(next, 16) >= 0 ? digits + 1 : 0;
        container = container || digits == DIGITS;
      }
    }
    return found;
  }

  private static boolean ends(Bytes cgroups, int begin, int end, Text suffix) {
    int at = end - suffix.length();
    return at > begin && cgroups.regionEquals(at, suffix);
  }
}
