package org.eyas.enricher.container;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the container id in the path of a cgroup.
 *
 * <p>Runtimes that use runc write 64 hexadecimal digits after a prefix of their own; Falco reports the first 12 of these as the
 * id. LXC, libvirt, BPM and containerd's client ctr use names. A name counts only where one of these runtimes writes it: any service
 * may have a cgroup of its own, and rules about the host would skip its processes if it counted as a container.
 */
final class CgroupPath {
  private static final int REPORTED_LENGTH = 12;

  private static final String ID = "([0-9a-f]{64})";
  private static final List<Pattern> IDS =
      patterns(
          ".*/" + ID, // docker, podman, containerd, CRI, in any parent
          ".*/libpod-(?:payload-)?" + ID,
          ".*/libpod-(?:payload-)?" + ID + "\\.scope(?:/container)?",
          ".*/(?:docker|crio|cri-containerd|nerdctl)-" + ID + "\\.scope",
          ".*/crio-" + ID,
          ".*:cri-containerd:" + ID);

  // Units of systemd are not containers.
  private static final String NAME = "(?!.*\\.(?:service|slice|scope)$)([A-Za-z0-9][A-Za-z0-9._-]*)";
  private static final List<Pattern> NAMES =
      patterns(
          ".*?/lxc(?:\\.payload)?/([^/]+)(?:/.*)?",
          ".*?/lxc\\.payload\\.([^/]+)(?:/.*)?",
          ".*/([^/]+)\\.libvirt-lxc",
          ".*?-lxc\\\\x2d([^/]+)\\.scope(?:/libvirt)?",
          ".*?/libvirt/lxc/([^/]+)(?:/.*)?",
          ".*/(?:runc-)?bpm-" + NAME,
          ".*/(?:runc-)?bpm-([A-Za-z0-9._-]+)\\.scope");

  // "ctr run": /NAMESPACE/ID. In other namespaces than the usual ones the path looks like that of a service.
  private static final Pattern CTR = Pattern.compile("/(?:default|k8s\\.io)/" + NAME);

  private CgroupPath() {}

  private static List<Pattern> patterns(String... written) {
    return Stream.of(written).map(Pattern::compile).toList();
  }

  /** The id of the container a path belongs to, as alerts print it; empty on the host. */
  static Optional<String> containerId(String path) {
    return first(IDS, path)
        .map(CgroupPath::reported)
        .or(() -> first(NAMES, path))
        .or(() -> first(List.of(CTR), path).map(CgroupPath::reported));
  }

  private static Optional<String> first(List<Pattern> patterns, String path) {
    return patterns.stream().map(pattern -> pattern.matcher(path)).filter(Matcher::matches).findFirst().map(found -> found.group(1));
  }

  private static String reported(String id) {
    return id.substring(0, Math.min(REPORTED_LENGTH, id.length()));
  }
}
