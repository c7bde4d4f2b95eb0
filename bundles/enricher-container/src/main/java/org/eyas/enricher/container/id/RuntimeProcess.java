package org.eyas.enricher.container.id;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.process.ProcessInfo;
import org.eyas.linux.runtime.ContainerRuntimes;
import org.jspecify.annotations.Nullable;

/**
 * The shim of containerd or the conmon of podman above a process. Its command line names the container and the bundle,
 * so the look-up depends on no default path.
 *
 * <p>The process is trusted only if it runs on the host itself, because a program in a container may have any name and
 * any arguments. A process of root must be a runtime ({@link ContainerRuntimes}), because a user can start a set-uid
 * program under any name and with any arguments. A process of a user speaks only for the containers and files of that
 * user.
 *
 * @param bundle the directory of the OCI bundle; for a shim that of its first container, which is beside the others
 * @param id the container that the command line names; for a pod's shim that of the sandbox
 * @param uid the user that runs it
 */
public record RuntimeProcess(Kind kind, String bundle, String id, long uid) {
  /** The program. */
  public enum Kind {
    SHIM,
    CONMON
  }

  private static final Text SHIM = Text.of("/containerd-shim");
  private static final Text CONMON = Text.of("/conmon");
  private static final Text CONMON_OF_USER = Text.of("conmon");
  private static final int MOST_LEVELS = 16;

  /**
   * The nearest runtime process above a process that belongs to the owner of a container.
   *
   * @param owner the user id; {@link ContainerId#NOBODY} has no runtime
   */
  public static Optional<RuntimeProcess> above(ProcessInfo process, long owner) {
    return nearest(process, ancestor -> ancestor.credentials().uid() == owner);
  }

  /** The nearest runtime process above a process, for any owner. */
  public static Optional<RuntimeProcess> above(ProcessInfo process) {
    return nearest(process, ancestor -> true);
  }

  private static Optional<RuntimeProcess> nearest(ProcessInfo process, Predicate<ProcessInfo> wanted) {
    ProcessInfo ancestor = process.parent();
    for (int level = 0; level < MOST_LEVELS && ancestor.known(); level++) {
      Kind kind = kind(ancestor);
      if (kind != null && wanted.test(ancestor)) {
        return isOnHost(ancestor) ? read(kind, ancestor) : Optional.empty();
      }
      ancestor = ancestor.parent();
    }
    return Optional.empty();
  }

  /** Whether the command line names a container as podman does: by 64 hexadecimal digits. */
  public boolean hasFullId() {
    return id.matches("[0-9a-f]{64}");
  }

  private static @Nullable Kind kind(ProcessInfo process) {
    if (process.credentials().uid() != ContainerId.ROOT) {
      return process.program().comm().equals(CONMON_OF_USER) ? Kind.CONMON : null;
    }
    if (!ContainerRuntimes.isRoots(process)) {
      return null;
    }
    Bytes path = process.program().exepath();
    int name = Math.max(0, path.lastIndexOf('/'));
    boolean isShim = path.length() - name >= SHIM.length() && path.regionEquals(name, SHIM);
    return isShim ? Kind.SHIM : path.endsWith(CONMON) ? Kind.CONMON : null;
  }

  // A process in a pid namespace of its own, or with the cgroup of a container, is in a container.
  private static boolean isOnHost(ProcessInfo process) {
    return process.ids().vpid() == process.pid() && ContainerCgroupPath.ofProcess(process.place().rawCgroups()).isEmpty();
  }

  private static Optional<RuntimeProcess> read(Kind kind, ProcessInfo process) {
    List<String> arguments = List.of(process.program().rawArgs().toString().split("\0"));
    boolean shim = kind == Kind.SHIM;
    String id = after(shim ? "-id" : "-c", arguments);
    String bundle = shim ? process.place().cwd().toString() : after("-b", arguments);
    return id.isEmpty() || !bundle.startsWith("/")
        ? Optional.empty()
        : Optional.of(new RuntimeProcess(kind, bundle, id, process.credentials().uid()));
  }

  private static String after(String option, List<String> arguments) {
    int at = arguments.indexOf(option);
    return at < 0 || at + 1 >= arguments.size() ? "" : arguments.get(at + 1);
  }
}
