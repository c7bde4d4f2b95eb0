package org.eyas.itests;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.eyas.testkit.ConditionWait;
import org.eyas.testkit.TestFiles;
import org.junit.jupiter.api.Assumptions;

/** The daemon of a container runtime, from its start until the end of a test. */
final class RuntimeDaemon implements AutoCloseable {
  private final Process process;
  private final Path log;

  private RuntimeDaemon(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts a daemon and waits until it listens.
   *
   * @param folder gets its log and, as {@code pid}, its process id
   */
  static RuntimeDaemon start(Path folder, Path socket, String... command) throws IOException {
    Path log = folder.resolve("log");
    Process process = Program.of(command[0], Arrays.copyOfRange(command, 1, command.length)).in(folder).start(log, log);
    Files.writeString(folder.resolve("pid"), String.valueOf(process.pid()));
    RuntimeDaemon daemon = new RuntimeDaemon(process, log);
    ConditionWait.until(process, () -> isListening(socket), () -> command[0] + " does not listen\n" + daemon.log());
    return daemon;
  }

  private static boolean isListening(Path socket) throws IOException {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      return channel.connect(UnixDomainSocketAddress.of(socket));
    }
  }

  /** Skips a test on a machine without these programs. */
  static void requirePrograms(String... programs) throws IOException, InterruptedException {
    List<String> missing = new ArrayList<>();
    for (String program : programs) {
      if (Program.of("sh", "-c", "command -v " + program).run().exitCode() != 0) {
        missing.add(program);
      }
    }
    if (!missing.isEmpty()) {
      System.out.println("skipped, no containers: missing: " + missing);
      Assumptions.abort("no container runtimes");
    }
  }

  /** A file beside the tests of containers. */
  static String resource(String name) throws IOException {
    try (var in = RuntimeDaemon.class.getResourceAsStream("containers/" + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  String log() {
    return TestFiles.end(log, 2_000);
  }

  /** Removes what a runtime leaves: mounts and their folders. */
  static void clean(Path folder) throws IOException, InterruptedException {
    String mounts = "grep -F ' " + folder + "/' /proc/mounts | cut -d' ' -f2 | sort -r | xargs -r umount -l";
    Program.of("sh", "-c", mounts + "; rm -rf " + folder).run();
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
