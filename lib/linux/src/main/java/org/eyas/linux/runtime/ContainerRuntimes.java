package org.eyas.linux.runtime;

import java.util.List;
import java.util.stream.Stream;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.process.ProcessInfo;

/**
 * Recognizes the container runtimes that root runs on this host. A process below such a runtime is in a container of
 * root.
 *
 * <p>An ordinary user cannot fake a runtime. The path of the executable comes from the kernel, with its links resolved.
 * The name of a process and its arguments do not count, because {@code ln -s /usr/bin/su conmon} gives a process of
 * root any name. In a user namespace, a user can mount a file at any path, but then the process has the id of that user
 * on the host.
 *
 * <p>No method allocates.
 */
public final class ContainerRuntimes {
  /** The directories in which packages install programs and only root can write. */
  private static final List<Text> DIRECTORIES =
      texts("/usr/", "/bin/", "/sbin/", "/nix/store/", "/opt/", "/snap/", "/var/lib/rancher/", "/var/lib/k0s/bin/");

  private static final List<Text> NAMES =
      texts(
          "/conmon", "/conmonrs", "/crun", "/incusd", "/libvirt_lxc", "/lxc-start", "/lxd", "/runc", "/runsc", "/systemd-nspawn",
          "/youki");

  /**
   * The beginning of the names of shims. Each kind of runtime has a shim of its own: containerd-shim-runc-v2,
   * containerd-shim-kata-v2.
   */
  private static final Text SHIMS = Text.of("/containerd-shim");

  private static final long ROOT = 0;
  private static final int MOST_LEVELS = 64;

  private ContainerRuntimes() {}

  private static List<Text> texts(String... texts) {
    return Stream.of(texts).map(Text::of).toList();
  }

  /** Whether a process is a container runtime that root runs on the host itself. */
  public static boolean isRoots(ProcessInfo process) {
    return process.credentials().uid() == ROOT
        && process.ids().vpid() == process.pid()
        && isInSystemDirectory(process.program().exepath())
        && isNamedAsRuntime(process.program().exepath());
  }

  /** The nearest container runtime of root above a process; if there is none, a process that is not {@link ProcessInfo#known}. */
  public static ProcessInfo above(ProcessInfo process) {
    ProcessInfo ancestor = process.parent();
    for (int level = 0; level < MOST_LEVELS && ancestor.known() && !isRoots(ancestor); level++) {
      ancestor = ancestor.parent();
    }
    return ancestor.known() && isRoots(ancestor) ? ancestor : process.byTid(-1);
  }

  private static boolean isInSystemDirectory(Bytes path) {
    for (int i = 0; i < DIRECTORIES.size(); i++) {
      if (path.startsWith(DIRECTORIES.get(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isNamedAsRuntime(Bytes path) {
    for (int i = 0; i < NAMES.size(); i++) {
      if (path.endsWith(NAMES.get(i))) {
        return true;
      }
    }
    int name = path.lastIndexOf('/');
    return name >= 0 && path.length() - name >= SHIMS.length() && path.regionEquals(name, SHIMS);
  }
}
