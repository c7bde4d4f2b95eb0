package org.eyas.enricher.container.id;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eyas.api.data.ByteView;
import org.eyas.api.data.Bytes;

/**
 * Finds the container id in the path of a cgroup.
 *
 * <p>Runtimes that use runc write 64 hexadecimal digits after their own prefix; Falco reports the first 12 digits as
 * the id. LXC, libvirt, BPM and containerd's client ctr use names. A name counts only where one of these runtimes
 * writes it: any service may have a cgroup of its own, and rules about the host would skip its processes if it counted
 * as a container.
 */
public final class ContainerCgroupPath {
  private static final int DIGITS = 64;
  private static final int LONGEST = 1_024; // of a path that a runtime makes, in characters
  private static final int DEEPEST = 16;
  private static final String ID = "([0-9a-f]{64})";
  // Units of systemd are not containers.
  private static final String NAME = "(?!.*\\.(?:service|slice|scope)$)([A-Za-z0-9][A-Za-z0-9._-]*)";

  // The first that matches decides.
  private static final List<Form> FORMS =
      List.of(
          form(ContainerEngine.DOCKER, ".*/docker/" + ID),
          form(ContainerEngine.CRIO, ".*/crio-" + ID),
          form(ContainerEngine.CRI, ".*/kubepods.*/" + ID),
          form(ContainerEngine.CRI, "/k8s\\.io/" + ID),
          form(ContainerEngine.ANY, ".*/" + ID), // docker, podman, containerd, in any parent
          form(ContainerEngine.PODMAN, ".*/libpod-(?:payload-)?" + ID),
          form(ContainerEngine.PODMAN, ".*/libpod-(?:payload-)?" + ID + "\\.scope(?:/container)?"),
          form(ContainerEngine.DOCKER, ".*/docker-" + ID + "\\.scope"),
          form(ContainerEngine.CRIO, ".*/crio-" + ID + "\\.scope"),
          form(ContainerEngine.CRI, ".*/cri-containerd-" + ID + "\\.scope"),
          form(ContainerEngine.CONTAINERD, ".*/nerdctl-" + ID + "\\.scope"),
          form(ContainerEngine.CRI, ".*:cri-containerd:" + ID),
          form(ContainerEngine.LXC, ".*?/lxc(?:\\.payload)?/([^/]+)(?:/.*)?"),
          form(ContainerEngine.LXC, ".*?/lxc\\.payload\\.([^/]+)(?:/.*)?"),
          form(ContainerEngine.LIBVIRT_LXC, ".*/([^/]+)\\.libvirt-lxc"),
          form(ContainerEngine.LIBVIRT_LXC, ".*?-lxc\\\\x2d([^/]+)\\.scope(?:/libvirt)?"),
          form(ContainerEngine.LIBVIRT_LXC, ".*?/libvirt/lxc/([^/]+)(?:/.*)?"),
          form(ContainerEngine.BPM, ".*/(?:runc-)?bpm-" + NAME),
          form(ContainerEngine.BPM, ".*/(?:runc-)?bpm-([A-Za-z0-9._-]+)\\.scope"),
          // "ctr run": /NAMESPACE/ID. In other namespaces than the usual ones the path looks like that of a service.
          form(ContainerEngine.CONTAINERD, "/(?:default|k8s\\.io)/" + NAME));

  private static final Pattern OUTER = Pattern.compile("[/:-]" + ID);

  private ContainerCgroupPath() {}

  private record Form(ContainerEngine engine, Pattern pattern) {}

  private static Form form(ContainerEngine engine, String pattern) {
    return new Form(engine, Pattern.compile(pattern));
  }

  /**
   * The container that a path names; empty on the host. A program in a container can make cgroups below the cgroup of
   * the container. These cgroups belong to the container under any name. If they have names of containers, they are
   * nested.
   *
   * @param controller the hierarchy that the path is in
   */
  public static Optional<NamedCgroup> find(String controller, String path) {
    if (!mayName(path)) {
      return Optional.empty();
    }
    Optional<NamedCgroup> whole = path.length() > LONGEST ? Optional.empty() : named(controller, path);
    return whole.isPresent() ? whole : above(controller, path);
  }

  // Most cgroups are those of services and sessions.
  private static boolean mayName(String path) {
    return path.contains("lxc") || path.contains("bpm-") || path.startsWith("/default") || path.startsWith("/k8s.io")
        || hasId(path);
  }

  private static boolean hasId(String path) {
    int digits = 0;
    for (int i = 0; i < path.length() && digits < DIGITS; i++) {
      digits = Character.digit(path.charAt(i), 16) >= 0 ? digits + 1 : 0;
    }
    return digits == DIGITS;
  }

  // A service can have cgroups below one with another name that looks like a container's: only the 64 digits count.
  private static Optional<NamedCgroup> above(String controller, String path) {
    return namedAbove(controller, path).filter(found -> found.value().length() == DIGITS);
  }

  // The outermost one, which a program in the container did not name. Users make cgroups of any depth, so the work has limits.
  private static Optional<NamedCgroup> namedAbove(String controller, String path) {
    boolean mayNameBefore = false;
    int start = 0;
    int depth = 0;
    for (int end = path.indexOf('/', 1); end > 0 && end <= LONGEST && depth < DEEPEST; end = path.indexOf('/', end + 1)) {
      boolean mayName = mayName(path.substring(start, end));
      Optional<NamedCgroup> found =
          mayName || mayNameBefore ? named(controller, path.substring(0, end)) : Optional.empty();
      if (found.isPresent()) {
        return found;
      }
      mayNameBefore = mayName; // the name can follow, as in /lxc/NAME
      start = end;
      depth++;
    }
    return Optional.empty();
  }

  private static Optional<NamedCgroup> named(String controller, String path) {
    for (Form form : FORMS) {
      Matcher matcher = form.pattern.matcher(path);
      if (matcher.matches()) {
        int start = matcher.start(1);
        String directory = path.substring(0, path.lastIndexOf('/', start));
        boolean nested = OUTER.matcher(path).region(0, start).find() || namedAbove(controller, directory + "/").isPresent();
        return Optional.of(new NamedCgroup(matcher.group(1), form.engine, controller, directory, nested));
      }
    }
    return Optional.empty();
  }

  /**
   * The container of a process. The first cgroup with an id decides.
   *
   * @param cgroups entries subsystem=path, each followed by a zero byte
   */
  public static Optional<NamedCgroup> ofProcess(Bytes cgroups) {
    ByteView entry = new ByteView();
    String pathBefore = "";
    for (int start = 0; start < cgroups.length();) {
      int end = cgroups.indexOf(0, start);
      end = end < 0 ? cgroups.length() : end;
      String text = cgroups.slice(start, end, entry).toString();
      int equals = Math.max(0, text.indexOf('='));
      String path = text.substring(text.indexOf('=') + 1);
      Optional<NamedCgroup> found = path.equals(pathBefore) ? Optional.empty() : find(text.substring(0, equals), path);
      if (found.isPresent()) {
        return found;
      }
      pathBefore = path; // with version 2, all entries have the same one
      start = end + 1;
    }
    return Optional.empty();
  }
}
