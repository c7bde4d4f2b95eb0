package org.eyas.enricher.session;

import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;

/** Finds the id of a container in cgroups: docker, podman, containerd and CRI-O use 64 hexadecimal digits. */
final class ContainerCgroup {
  private static final int DIGITS = 64;

  private ContainerCgroup() {}

  /** The id of the innermost container; empty if there is none. */
  static Text id(Bytes cgroups) {
    int end = -1;
    int digits = 0;
    for (int i = 0; i < cgroups.length(); i++) {
      digits = Character.digit(cgroups.at(i), 16) >= 0 ? digits + 1 : 0;
      end = digits == DIGITS ? i + 1 : end;
    }
    return end < 0 ? Text.EMPTY : Text.copyOf(cgroups.toArray(), end - DIGITS, DIGITS);
  }
}
