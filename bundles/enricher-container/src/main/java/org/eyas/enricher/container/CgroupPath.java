package org.eyas.enricher.container;

import java.util.List;
import java.util.Optional;

/**
 * Finds the container id in the path of a cgroup.
 *
 * <p>Runtimes that use runc write 64 hexadecimal digits after a prefix of their own; Falco reports the first 12 of these as the
 * id. LXC, libvirt and BPM use names instead of ids.
 */
final class CgroupPath {
  private static final int ID_LENGTH = 64;
  private static final int REPORTED_LENGTH = 12;

  /** The text around a runc id. The id is between the last prefix and the last suffix. */
  private record Layout(String prefix, String suffix) {}

  private static final List<Layout> RUNC_LAYOUTS =
      List.of(
          new Layout("/libpod-", ".scope"),
          new Layout("/libpod-", ".scope/container"),
          new Layout("/libpod-", ""),
          new Layout("/libpod-payload-", ".scope"),
          new Layout("/libpod-payload-", ".scope/container"),
          new Layout("/libpod-payload-", ""),
          new Layout("/", ""),
          new Layout("/docker-", ".scope"),
          new Layout("/crio-", ""),
          new Layout("/cri-containerd-", ".scope"),
          new Layout("/crio-", ".scope"),
          new Layout(":cri-containerd:", ""),
          new Layout("/nerdctl-", ".scope"));

  private static final List<String> LXC_PREFIXES = List.of("/lxc/", "/lxc.payload/", "/lxc.payload.");

  private CgroupPath() {}

  /** The id of the container to which a path belongs, as alerts print it; empty on the host. */
  static Optional<String> containerId(String path) {
    for (Layout layout : RUNC_LAYOUTS) {
      String middle = between(path, layout);
      if (middle.length() == ID_LENGTH && isHex(middle)) {
        return Optional.of(middle.substring(0, REPORTED_LENGTH));
      }
    }
    return lxc(path).or(() -> libvirt(path)).or(() -> bpm(path)).or(() -> containerd(path));
  }

  private static String between(String path, Layout layout) {
    int start = path.lastIndexOf(layout.prefix());
    int end = layout.suffix().isEmpty() ? path.length() : path.lastIndexOf(layout.suffix());
    start += layout.prefix().length();
    return start >= layout.prefix().length() && end > start ? path.substring(start, end) : "";
  }

  // Containers of "ctr run" without Kubernetes have the path /NAMESPACE/ID, where the id is any name. Slices, scopes and services
  // belong to systemd.
  private static Optional<String> containerd(String path) {
    String[] parts = path.split("/", -1);
    boolean shape = parts.length == 3 && parts[0].isEmpty() && isName(parts[1]) && isName(parts[2]);
    if (!shape || parts[2].length() > ID_LENGTH || isSystemdUnit(parts[1]) || isSystemdUnit(parts[2])) {
      return Optional.empty();
    }
    return Optional.of(parts[2].substring(0, Math.min(REPORTED_LENGTH, parts[2].length())));
  }

  private static boolean isName(String text) {
    return !text.isEmpty() && Character.isLetterOrDigit(text.charAt(0)) && text.chars().allMatch(CgroupPath::isNamePart);
  }

  private static boolean isNamePart(int c) {
    return c < 128 && (Character.isLetterOrDigit(c) || "._-".indexOf(c) >= 0);
  }

  private static boolean isSystemdUnit(String name) {
    return name.endsWith(".service") || name.endsWith(".slice") || name.endsWith(".scope");
  }

  private static Optional<String> lxc(String path) {
    for (String prefix : LXC_PREFIXES) {
      int at = path.indexOf(prefix);
      if (at >= 0) {
        int start = at + prefix.length();
        int end = path.indexOf('/', start);
        return Optional.of(path.substring(start, end < 0 ? path.length() : end));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> libvirt(String path) {
    if (path.endsWith(".libvirt-lxc")) {
      return Optional.of(path.substring(path.lastIndexOf('/') + 1, path.length() - ".libvirt-lxc".length()));
    }
    String end = path.endsWith(".scope/libvirt") ? ".scope/libvirt" : ".scope";
    int escaped = path.indexOf("-lxc\\x2d");
    if (escaped >= 0 && path.endsWith(end)) {
      return Optional.of(path.substring(escaped + "-lxc\\x2d".length(), path.length() - end.length()));
    }
    int legacy = path.indexOf("/libvirt/lxc/");
    return legacy < 0 ? Optional.empty() : Optional.of(path.substring(legacy + "/libvirt/lxc/".length()));
  }

  private static Optional<String> bpm(String path) {
    int at = path.indexOf("bpm-");
    if (at < 0) {
      return Optional.empty();
    }
    int end = path.indexOf(".scope", at);
    String id = path.substring(at + "bpm-".length(), end < 0 ? path.length() : end);
    return !id.isEmpty() && id.chars().allMatch(CgroupPath::isNamePart) ? Optional.of(id) : Optional.empty();
  }

  private static boolean isHex(String text) {
    return text.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128);
  }
}
