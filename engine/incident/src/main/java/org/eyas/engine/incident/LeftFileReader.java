package org.eyas.engine.incident;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.field.BytesList;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.Presence;
import org.eyas.api.process.ProcessInfo;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.FieldUse;
import org.jspecify.annotations.Nullable;

/**
 * Reads which files a step leaves behind for others to run: those that its event writes, renames, links, or makes executable. What
 * package managers and container runtimes install is left out, because everybody runs it. Used by one loop's thread.
 */
final class LeftFileReader {
  private static final Set<String> INSTALLERS =
      Set.of(
          "/usr/bin/dpkg", "/usr/bin/apt", "/usr/bin/apt-get", "/usr/bin/rpm", "/usr/bin/dnf5", "/usr/bin/microdnf",
          "/usr/bin/zypper",
          "/usr/bin/pacman", "/sbin/apk", "/usr/lib/snapd/snapd", "/usr/libexec/snapd/snapd", "/usr/bin/containerd",
          "/usr/bin/dockerd", "/usr/bin/podman", "/usr/bin/crio");

  /** The directories in which systemd finds the units of the machine. Only root writes there, so nobody else can claim the unit of a service. */
  private static final Set<String> UNIT_DIRECTORIES =
      Set.of("/etc/systemd/system/", "/run/systemd/system/", "/usr/local/lib/systemd/system/", "/usr/lib/systemd/system/",
          "/lib/systemd/system/");

  /** The most parents that are asked whether they install something. */
  private static final int LEVELS = 16;

  private final FieldReader.@Nullable OfManyBytes changed;
  private final FieldReader.@Nullable OfBytes path;
  private final BytesList paths = new BytesList();

  /** @param catalog the fields of the event source of the rule; null if it is not known */
  LeftFileReader(@Nullable FieldCatalog catalog) {
    changed = reader(catalog, "file.changed") instanceof FieldReader.OfManyBytes many ? many : null;
    path = reader(catalog, "fs.path.name") instanceof FieldReader.OfBytes one ? one : null;
  }

  private static @Nullable FieldReader reader(@Nullable FieldCatalog catalog, String field) {
    return catalog == null ? null : catalog.find(field, null).map(FieldUse::reader).orElse(null);
  }

  /** The keys of the files, and of the units that they describe. */
  List<String> keys(Event event, ProcessInfo process) {
    paths.clear();
    if (changed != null && changed.read(event, paths) != Presence.PRESENT) {
      paths.clear();
    }
    if (isModeChange(event)) {
      paths.add(pathOfMode(event));
    }
    List<String> keys = new ArrayList<>(2);
    for (int i = 0; i < paths.size(); i++) {
      if (paths.get(i).isPresent() && paths.get(i).length() > 0) {
        addKeys(process, paths.get(i).toString(), keys);
      }
    }
    return keys.isEmpty() || isInstalled(process) ? List.of() : keys;
  }

  private static void addKeys(ProcessInfo process, String file, List<String> keys) {
    keys.add(LeftFiles.fileKey(process, file));
    int name = file.lastIndexOf('/') + 1;
    if (UNIT_DIRECTORIES.contains(file.substring(0, name)) && (file.endsWith(".service") || file.endsWith(".timer"))) {
      keys.add(LeftFiles.unitKey(process, file.substring(name, file.lastIndexOf('.')) + ".service"));
    }
  }

  private static boolean isModeChange(Event event) {
    return event.type().id().contains("CHMOD") && event.number(0) == 0;
  }

  private Bytes pathOfMode(Event event) {
    Bytes named = path == null ? Text.ABSENT : path.read(event);
    return named.isPresent() || !event.fd().known() ? named : event.fd().name();
  }

  private static boolean isInstalled(ProcessInfo process) {
    ProcessInfo next = process;
    for (int i = 0; i < LEVELS && next.known(); i++) {
      if (INSTALLERS.contains(next.program().exepath().toString())) {
        return true;
      }
      next = next.parent();
    }
    return false;
  }
}
