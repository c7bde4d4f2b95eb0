package org.eyas.enricher.container.id;

import java.util.List;
import java.util.Optional;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.process.ProcessInfo;

/**
 * The shim of containerd or the conmon of podman above a process: its command line names the container and its bundle, so that
 * no default path has to be right.
 *
 * <p>It is trusted only if it runs on the host itself: a program in a container may have any name and any arguments. Whether
 * its owner may speak for the bundle is decided by the owner of the files.
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

  private static final Text SHIM = Text.of("containerd-shim"); // all that the kernel keeps of containerd-shim-runc-v2
  private static final Text CONMON = Text.of("conmon");
  private static final int LEVELS = 16;

  /** The nearest runtime process above a process. */
  public static Optional<RuntimeProcess> above(ProcessInfo process) {
    ProcessInfo ancestor = process.parent();
    for (int level = 0; level < LEVELS && ancestor.known(); level++) {
      if (isRuntime(ancestor.program().comm())) {
        return isOnHost(ancestor) ? read(ancestor) : Optional.empty();
      }
      ancestor = ancestor.parent();
    }
    return Optional.empty();
  }

  private static boolean isRuntime(Bytes comm) {
    return comm.equals(SHIM) || comm.equals(CONMON);
  }

  // A process in a pid namespace of its own, or with the cgroup of a container, is in a container.
  private static boolean isOnHost(ProcessInfo process) {
    return process.ids().vpid() == process.pid() && CgroupPath.ofProcess(process.place().rawCgroups()).isEmpty();
  }

  private static Optional<RuntimeProcess> read(ProcessInfo process) {
    List<String> arguments = List.of(process.program().rawArgs().toString().split("\0"));
    boolean shim = process.program().comm().equals(SHIM);
    String id = after(shim ? "-id" : "-c", arguments);
    String bundle = shim ? process.place().cwd().toString() : after("-b", arguments);
    return id.isEmpty() || !bundle.startsWith("/")
        ? Optional.empty()
        : Optional.of(new RuntimeProcess(shim ? Kind.SHIM : Kind.CONMON, bundle, id, process.credentials().uid()));
  }

  private static String after(String option, List<String> arguments) {
    int at = arguments.indexOf(option);
    return at < 0 || at + 1 >= arguments.size() ? "" : arguments.get(at + 1);
  }
}
