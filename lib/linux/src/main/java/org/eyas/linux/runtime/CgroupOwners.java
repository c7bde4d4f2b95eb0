package org.eyas.linux.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eyas.api.process.ProcessInfo;

/**
 * Finds the user who can make cgroups at a place in the hierarchy. The names of cgroups there can only be trusted as
 * far as that user.
 *
 * <p>systemd and administrators give users subtrees of their own (cgroups(7), delegation). In a subtree, a user can
 * make directories with any names, also with names that runtimes give to the cgroups of containers. To make a
 * directory, a user needs the right to write to the directory above it. So only root can have made a cgroup if all
 * directories above it belong to root and only root can write to them.
 *
 * <p>Only reads the file system of cgroups, which is in memory, so that no user can delay a call. Any thread may call.
 */
public final class CgroupOwners {
  /** The user is unknown: the directories are missing, not mounted here, or writable by several users. */
  public static final long UNKNOWN = -1;

  private static final long ROOT = 0;
  private static final int WRITABLE_BY_OTHERS = 0022;

  // The names that systemd gives to the cgroups of a user, below which everything may be the user's.
  private static final Pattern OF_USER = Pattern.compile("user-([0-9]{1,10})\\.slice|user@([0-9]{1,10})\\.service");

  private final Path mounted;

  /** @param mounted the folder in which the hierarchies are mounted: {@code /sys/fs/cgroup} of the host */
  public CgroupOwners(Path mounted) {
    this.mounted = mounted;
  }

  /**
   * The user who can make cgroups in a directory; {@link #UNKNOWN} if the directories do not show it.
   *
   * @param controller the hierarchy of version 1, such as cpuset; version 2 has one hierarchy for all controllers
   * @param directory the path of the directory in the hierarchy, as the kernel names it
   */
  public long makerIn(String controller, String directory) {
    Path now = hierarchy(controller);
    long user = ROOT;
    for (String name : directory.split("/")) {
      if (name.equals("..") || name.equals(".")) {
        return UNKNOWN; // the path begins in the cgroup namespace of another container
      }
      if (!name.isEmpty()) {
        now = now.resolve(name);
        long named = named(name);
        user = named == UNKNOWN ? user : named;
        long owner = owner(now);
        if (owner != ROOT) {
          return owner == UNKNOWN && user != ROOT ? user : owner;
        }
      }
    }
    return ROOT;
  }

  /**
   * The owner of the container or pod whose cgroup is in a directory: the user who can make cgroups there. If the
   * directories do not show it, a runtime of root above the process proves that root is the owner. {@link #UNKNOWN} if
   * there is no proof.
   *
   * @param process a process of the container or pod
   */
  public long owner(String controller, String directory, ProcessInfo process) {
    long maker = makerIn(controller, directory);
    return maker == UNKNOWN && ContainerRuntimes.above(process).known() ? ROOT : maker;
  }

  private static long named(String name) {
    Matcher matcher = OF_USER.matcher(name);
    return matcher.matches() ? Long.parseLong(matcher.group(1) == null ? matcher.group(2) : matcher.group(1)) : UNKNOWN;
  }

  private static long owner(Path directory) {
    try {
      Map<String, Object> attributes = Files.readAttributes(directory, "unix:mode,uid", LinkOption.NOFOLLOW_LINKS);
      boolean shared = attributes.get("mode") instanceof Integer mode && (mode & WRITABLE_BY_OTHERS) != 0;
      return !shared && attributes.get("uid") instanceof Integer uid ? uid & 0xffff_ffffL : UNKNOWN;
    } catch (IOException e) {
      return UNKNOWN; // it was removed with its last process, or it is not mounted here
    }
  }

  // Version 2 is mounted at the top, or in "unified" beside the hierarchies of version 1.
  private Path hierarchy(String controller) {
    String name = controller.equals("io") ? "blkio" : controller; // the name of version 2
    if (!name.isEmpty() && Files.isDirectory(mounted.resolve(name))) {
      return mounted.resolve(name);
    }
    Path unified = mounted.resolve("unified");
    return Files.isDirectory(unified) ? unified : mounted;
  }
}
