package org.eyas.enricher.session;

import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;

/**
 * Finds the id of a container in cgroups: docker, podman, containerd and CRI-O use 64 hexadecimal digits. A name below
 * a user's slice does not count, because the user chose it. Elsewhere, a user may have chosen the name too, so
 * {@link RootContainerCheck} requires more evidence.
 */
final class ContainerCgroupId {
  private static final int DIGITS = 64;

  private ContainerCgroupId() {}

  /** Whether the cgroups contain the id of a container. */
  static boolean namesContainer(Bytes cgroups) {
    return end(cgroups) >= 0;
  }

  /** The id of the innermost container; empty if there is none. */
  static Text id(Bytes cgroups) {
    int end = end(cgroups);
    return end < 0 ? Text.EMPTY : Text.copyOf(cgroups.toArray(), end - DIGITS, DIGITS);
  }

  private static int end(Bytes cgroups) {
    int end = -1;
    int digits = 0;
    boolean users = false;
    for (int i = 0; i < cgroups.length(); i++) {
      int next = cgroups.at(i);
      users = next != 0 && (users || next == '/' && SystemdCgroupUnit.isUserSlice(cgroups, i));
      digits = Character.digit(next, 16) >= 0 ? digits + 1 : 0;
      end = digits == DIGITS && !users ? i + 1 : end;
    }
    return end;
  }
}
