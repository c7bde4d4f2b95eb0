package org.eyas.enricher.container.lookup;

import java.nio.file.Files;
import java.nio.file.Path;
import org.eyas.api.data.Bytes;
import org.eyas.enricher.container.disk.HostRoot;

/** The cgroups that exist on this machine. */
final class ExistingCgroups {
  private final Path mounted;

  ExistingCgroups(HostRoot host) {
    mounted = host.at("/sys/fs/cgroup");
  }

  /**
   * Whether a set of cgroups was removed: none of its paths exists in the hierarchy of its controller (cgroup v1) or in
   * the common hierarchy (v2). If the hierarchies are not mounted here, nothing counts as removed.
   */
  boolean areRemoved(Bytes cgroups) {
    if (!Files.isDirectory(mounted)) {
      return false;
    }
    for (String entry : cgroups.toString().split("\0")) {
      int equals = entry.indexOf('=');
      String controller = entry.substring(0, Math.max(0, equals));
      String path = entry.substring(equals + 1);
      boolean root = path.isEmpty() || path.equals("/");
      if (!root && (exists(controller, path) || exists("", path) || exists("unified", path))) {
        return false;
      }
    }
    return true;
  }

  private boolean exists(String controller, String path) {
    return Files.isDirectory(Path.of(mounted + "/" + controller + "/" + path));
  }
}
