package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eyas.testkit.ConditionWait;
import org.junit.jupiter.api.Assumptions;

/**
 * What an ordinary user makes in a cgroup that was left to him: a cgroup with the name of a container, and in it a user and a process
 * namespace of his own.
 */
final class ForgedContainer implements AutoCloseable {
  private static final Path ROOT = Path.of("/sys/fs/cgroup");
  private static final String USER = "65534";

  private final Path left;
  private final Path cgroup;
  private final List<Process> started = new ArrayList<>();
  private final Process first;

  ForgedContainer(String id) throws IOException, InterruptedException {
    left = (Files.isDirectory(ROOT.resolve("cpu")) ? ROOT.resolve("cpu") : ROOT).resolve("eyas-forged");
    cgroup = Files.createDirectories(left.resolve("docker/" + id));
    assertEquals(0, Program.of("chown", "-R", USER, left.toString()).run().exitCode());
    first = start(List.of("unshare", "-U", "-r", "--pid", "--fork", "--kill-child", "sleep", "600"));
    ConditionWait.until(() -> !first.isAlive() || first.children().findAny().isPresent());
    if (!first.isAlive()) {
      System.out.println("skipped, a forged container: users have no namespaces here");
      Assumptions.abort("no user namespaces");
    }
  }

  /** Starts a program as {@code kubectl exec} does: it enters the namespaces and then the cgroup. Its standard input is a pipe. */
  Process enter(String command) throws IOException {
    String inside = Long.toString(first.children().findFirst().orElseThrow().pid());
    String script = "echo 0 > " + cgroup.resolve("cgroup.procs") + " && exec " + command;
    return start(List.of("nsenter", "--target", inside, "-U", "--preserve-credentials", "--pid", "sh", "-c", script));
  }

  // Root puts the program into the cgroup that is the user's, as systemd does.
  private Process start(List<String> command) throws IOException {
    String script = "echo 0 > " + left.resolve("cgroup.procs") + "; exec \"$@\"";
    List<String> words = new ArrayList<>(List.of("sh", "-c", script, "sh"));
    words.addAll(List.of("setpriv", "--reuid", USER, "--regid", USER, "--clear-groups"));
    words.addAll(command);
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    started.add(process);
    return process;
  }

  @Override
  public void close() throws IOException {
    for (Process process : started) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().onExit().join();
    }
    for (Path empty : List.of(cgroup, cgroup.getParent(), left)) {
      ConditionWait.until(() -> empty.toFile().delete());
    }
  }
}
