package org.eyas.itests;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.eyas.testkit.ConditionWait;

/**
 * What a container of a pod is for the engine: a process namespace and a cgroup with the id of the container, below a runtime of root.
 * Programs enter it as a runtime starts them. The runtime is a copy of the shell with the name and the place of one.
 */
final class PodCgroup implements AutoCloseable {
  private static final Path ROOT = Path.of("/sys/fs/cgroup");

  private final CopiedShell shells = CopiedShell.ofRoot();
  private final Path cgroup;
  private final String id;
  private final List<Process> started = new ArrayList<>();
  private final Process first;

  private PodCgroup(String uid, String command) throws IOException {
    byte[] random = new byte[32];
    ThreadLocalRandom.current().nextBytes(random);
    id = HexFormat.of().formatHex(random);
    Path mounted = Files.isDirectory(ROOT.resolve("cpu")) ? ROOT.resolve("cpu") : ROOT;
    cgroup = Files.createDirectories(mounted.resolve("eyas-kubepods/pod" + uid + "/" + id));
    first = start(List.of("unshare", "--pid", "--fork", "--kill-child"), "exec " + command);
  }

  /**
   * Starts a container.
   *
   * @param uid of the pod
   * @param command the first program of the container
   */
  static PodCgroup of(String uid, String command) throws IOException {
    return new PodCgroup(uid, command);
  }

  /** The runtime of the first program; the standard input of both is a pipe. */
  Process first() {
    return first;
  }

  /** 64 hexadecimal digits. */
  String id() {
    return id;
  }

  /** Starts a program as {@code kubectl exec} does; its standard input is a pipe. */
  Process exec(String command) throws IOException {
    return start(List.of("nsenter", "--target", Long.toString(inside().orElseThrow().pid()), "--pid"), "exec " + command);
  }

  // The runtime starts unshare, whose child is the first program.
  private Optional<ProcessHandle> inside() {
    ConditionWait.until(() -> first.descendants().count() > 1);
    return first.children().flatMap(ProcessHandle::children).findFirst();
  }

  // The shell moves itself into the cgroup before it becomes the program.
  private Process start(List<String> prefix, String script) throws IOException {
    String runtime = shells.named("containerd-shim-runc-v2").toString();
    List<String> words = new ArrayList<>(List.of(runtime, "-c", "\"$@\"; exit $?", "runtime"));
    words.addAll(prefix);
    words.addAll(List.of("sh", "-c", "echo 0 > " + cgroup.resolve("cgroup.procs") + "; " + script));
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    started.add(process);
    return process;
  }

  /** Ends all its programs. The cgroup can be removed when they are gone. */
  @Override
  public void close() throws IOException {
    for (Process process : started) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().onExit().join();
    }
    ConditionWait.until(() -> cgroup.toFile().delete() || !Files.exists(cgroup));
    shells.close();
    try {
      Files.delete(cgroup.getParent());
      Files.delete(cgroup.getParent().getParent());
    } catch (FileSystemException e) {
      return; // another container is there
    }
  }
}
