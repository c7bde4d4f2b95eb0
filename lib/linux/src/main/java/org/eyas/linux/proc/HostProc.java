package org.eyas.linux.proc;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The {@code /proc} of the host. Events and probes contain the process ids of the host. A container with a process
 * namespace of its own counts from 1, and its {@code /proc} only shows its own processes, with ids of that namespace.
 */
public final class HostProc {
  // PROC_PID_INIT_INO of linux/proc_ns.h
  private static final String FIRST_NAMESPACE = "pid:[4026531836]";

  private final Path root;
  private final Path folder;
  private final OptionalLong ownPid;

  private HostProc(Path root, Path folder) {
    this.root = root;
    this.folder = folder;
    ProcFiles files = new ProcFiles(folder);
    ownPid = isOfHost(files) ? ownPid(files) : OptionalLong.empty();
  }

  /**
   * Finds the folder below the mount of the root directory of the host, which HOST_ROOT names. If that folder is
   * missing, uses the {@code /proc} of this process, so that an image can set HOST_ROOT also for containers without
   * that mount.
   *
   * @param environment the environment variables of this process
   */
  public static HostProc of(Map<String, String> environment) {
    return of(Path.of("/" + environment.getOrDefault("HOST_ROOT", "")), Path.of("/"));
  }

  static HostProc of(Path named, Path own) {
    Path root = Files.isDirectory(named) ? named : own;
    Path proc = root.resolve("proc");
    return new HostProc(root, Files.isDirectory(proc) ? proc : own.resolve("proc"));
  }

  // If this process is in the first namespace, its link names that namespace. In a container, the parent of the threads
  // of the kernel shows the host's folder, because these threads only exist in the first namespace. All users may read
  // this file.
  private static boolean isOfHost(ProcFiles files) {
    return files.link("self/ns/pid").equals(FIRST_NAMESPACE) || isKernel(files.read("2/stat"));
  }

  private static boolean isKernel(byte[] stat) {
    try {
      ProcStat second = ProcStat.parse(stat);
      return second.comm().equals("kthreadd") && second.ppid() == 0;
    } catch (ProcFormatException e) {
      return false;
    }
  }

  private static OptionalLong ownPid(ProcFiles files) {
    long self = ProcNumbers.decimalOr(files.link("self"), 0); // 0: this process is not shown
    return self == 0 ? OptionalLong.empty() : OptionalLong.of(self);
  }

  /** The root directory of the host, as this process sees it. */
  public Path root() {
    return root;
  }

  /** The {@code /proc} of the host. If it is not mounted, the {@code /proc} of the namespace of this process. */
  public Path folder() {
    return folder;
  }

  /** The id of this process in events; empty if it is unknown, for the reason in {@link #problem}. */
  public OptionalLong ownPid() {
    return ownPid;
  }

  /**
   * The reason for which the ids in the folder differ from those in events, with advice; empty if they are the same.
   */
  public Optional<String> problem() {
    return ownPid.isPresent() ? Optional.empty()
        : Optional.of(
            folder
                + " does not show the processes of the host: those that started before Eyas are unknown, and rules may miss them;"
                + " the system calls of Eyas itself are recorded like those of others. Mount the host's /proc below HOST_ROOT"
                + " (-v /proc:/host/proc:ro), or share its process namespace (--pid host), and restart");
  }
}
