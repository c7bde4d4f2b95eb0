package org.eyas.enricher.session;

import java.util.List;
import java.util.stream.Stream;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;

/**
 * Recognizes units of systemd in cgroups. Below the slice of a user, that user can give cgroups any name. Elsewhere
 * only root can do so, except in a subtree that an administrator has delegated to a user.
 */
final class SystemdCgroupUnit {
  private static final Text USERS = Text.of("/user.slice");
  /** A user's systemd, also in a slice that an administrator chose. */
  private static final Text MANAGER = Text.of("/user@");

  private static final Text SERVICES = Text.of("/system.slice/");
  /** The units of cron (Debian, SUSE), cronie (RHEL, Arch), at and anacron. */
  private static final List<Text> SCHEDULERS =
      Stream.of("cron", "crond", "cronie", "atd", "anacron").map(name -> Text.of("/system.slice/" + name + ".service")).toList();

  private SystemdCgroupUnit() {}

  /** Whether the part of a path that begins with the slash at an index is the slice or the systemd of a user. */
  static boolean isUserSlice(Bytes cgroups, int slash) {
    return isPart(cgroups, slash, USERS) || cgroups.regionEquals(slash, MANAGER);
  }

  /** Whether a scheduler may run in these cgroups: in a unit of its own, or on a machine without units. */
  static boolean maySchedule(Bytes cgroups) {
    for (int slash = cgroups.indexOf('/', 0); slash >= 0; slash = cgroups.indexOf('/', slash + 1)) {
      if (isUserSlice(cgroups, slash) || isOtherService(cgroups, slash)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isOtherService(Bytes cgroups, int slash) {
    if (!cgroups.regionEquals(slash, SERVICES)) {
      return false;
    }
    for (int i = 0; i < SCHEDULERS.size(); i++) {
      if (isPart(cgroups, slash, SCHEDULERS.get(i))) {
        return false;
      }
    }
    return true;
  }

  // Not only the beginning of a longer name.
  private static boolean isPart(Bytes cgroups, int slash, Text path) {
    int end = slash + path.length();
    return cgroups.regionEquals(slash, path) && (end == cgroups.length() || cgroups.at(end) == 0 || cgroups.at(end) == '/');
  }
}
