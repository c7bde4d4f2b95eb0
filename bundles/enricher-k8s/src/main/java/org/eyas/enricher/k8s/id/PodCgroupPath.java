package org.eyas.enricher.k8s.id;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eyas.api.data.Bytes;

/**
 * The pod and the container that the path of a cgroup names:
 *
 * <pre>
 * /kubepods/burstable/pod5869489f-8c7f-45dc-9abd-1b1620787bb1/2f92...                               cgroupfs
 * /kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod5869489f_8c7f_45dc_9abd_1b1620787bb1.slice/cri-containerd-2f92....scope
 * /system.slice/crio-2f92....scope                                                                  the container only
 * </pre>
 *
 * <p>Only the outermost pod and container count. A path within the cgroup of another container proves nothing, because
 * a program in that container could name it like any pod. The same applies where ordinary users can make cgroups.
 *
 * @param pod the uid of the pod, or for a pod that the kubelet reads from a file the hash of that file; empty if the path has none
 * @param container the whole id of the container; empty if the path has none
 */
public record PodCgroupPath(String pod, String container) {
  private static final String HEX4 = "[0-9a-f]{4}";
  private static final Pattern POD =
      Pattern.compile(
          "kubepods.*?[/-]pod([0-9a-f]{8}[-_]" + HEX4 + "[-_]" + HEX4 + "[-_]" + HEX4
              + "[-_][0-9a-f]{12}|[0-9a-f]{32})(?=[./]|$)");
  private static final PodCgroupPath NOTHING = new PodCgroupPath("", "");
  private static final Pattern CONTAINER = Pattern.compile("[/:-]([0-9a-f]{64})(?=[./]|$)");

  /** Checks whether only root can make cgroups in a directory. */
  public interface Evidence {
    /**
     * Called with the directory that contains the cgroup of a pod or container.
     *
     * @param controller the hierarchy
     */
    boolean isRoots(String controller, String directory);
  }

  /**
   * Reads the cgroups of a process. The first cgroup that names a pod decides, or else the first cgroup that names a
   * container.
   *
   * @param cgroups entries subsystem=path, each followed by a zero byte
   */
  public static Optional<PodCgroupPath> ofProcess(Bytes cgroups, Evidence evidence) {
    PodCgroupPath contained = null;
    for (String entry : cgroups.toString().split("\0")) {
      int path = entry.indexOf('=') + 1;
      PodCgroupPath found = of(entry.substring(0, Math.max(0, path - 1)), entry.substring(path), evidence);
      if (!found.pod.isEmpty()) {
        return Optional.of(found);
      }
      contained = contained == null && !found.container.isEmpty() ? found : contained;
    }
    return Optional.ofNullable(contained);
  }

  private static PodCgroupPath of(String controller, String path, Evidence evidence) {
    Matcher pod = POD.matcher(path);
    Matcher container = CONTAINER.matcher(path);
    boolean contained = container.find();
    boolean inPod = pod.find() && !(contained && container.start() < pod.start(1));
    if (!inPod && !contained || !evidence.isRoots(controller, directory(path, inPod ? pod.start(1) : container.start(1)))) {
      return NOTHING;
    }
    return new PodCgroupPath(inPod ? pod.group(1).replace('_', '-') : "", contained ? container.group(1) : "");
  }

  private static String directory(String path, int name) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/', name)));
  }
}
