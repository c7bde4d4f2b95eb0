package org.eyas.itests;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;

/** An engine that watches this machine for a test of evasions; the test is skipped where that is impossible. */
final class LiveEngine {
  private static final String READY =
      """
      - rule: Ready
        desc: The test asks whether the engine detects
        condition: evt.type in (open, openat) and fd.name endswith anyof (/eyas-ready, /eyas-done)
        output: "opened %fd.name"
        priority: NOTICE
      """;

  private final EyasRun eyas;
  private final Path folder;

  private LiveEngine(EyasRun eyas, Path folder) {
    this.eyas = eyas;
    this.folder = folder;
  }

  static LiveEngine required(EyasRun eyas, Path folder) {
    if (!"root".equals(System.getProperty("user.name")) || !System.getProperty("os.arch").equals("amd64")) {
      System.out.println("skipped, no live engine: not root on x86_64");
      Assumptions.abort("not root on x86_64");
    }
    return new LiveEngine(eyas, folder);
  }

  /** Copies a resource of the tests of evasions into the folder. */
  Path copy(String resource) throws IOException {
    Path to = folder.resolve(resource);
    try (InputStream in = LiveEngine.class.getResourceAsStream("evasions/" + resource)) {
      Files.copy(Objects.requireNonNull(in, resource), to);
    }
    return to;
  }

  /** Starts it with the given options and waits until it detects. */
  void start(List<String> options) throws IOException {
    eyas.write("ready.yaml", READY);
    List<String> arguments = new ArrayList<>(options);
    arguments.addAll(List.of("-o", "engine.kind=modern_ebpf", "-o", "webserver.enabled=false"));
    arguments.addAll(List.of("-o", "eyas.alert_history.directory=" + folder.resolve("history"), "-o",
        "eyas.evidence.file=" + folder.resolve("evidence")));
    arguments.addAll(List.of("-o", "eyas.rules.memory_directory=" + folder.resolve("rule-memory")));
    arguments.addAll(List.of("-r", "ready.yaml"));
    eyas.start(arguments.toArray(String[]::new));
    eyas.await(
        "an alert",
        () -> {
          if (eyas.err().contains("the kernel rejects the probe: ")) {
            System.out.println("skipped, no live engine here: " + eyas.err());
            Assumptions.abort("no probe");
          }
          return isDetected("eyas-ready");
        });
  }

  private boolean isDetected(String file) throws IOException, InterruptedException {
    Program.of("cat", folder.resolve(file).toString()).run();
    return eyas.count("out", "/" + file) > 0;
  }

  /** Ends it as soon as it has detected everything that was done before. */
  void stop() throws InterruptedException {
    eyas.await("an alert about the end", () -> isDetected("eyas-done"));
    eyas.process().destroy();
    eyas.awaitEnd();
  }

  /** The deeds that the machine does not allow, each printed with a line that says why. */
  static Set<String> impossible(String output) {
    output.lines().forEach(line -> System.out.println("skipped, " + line));
    return output.lines().map(line -> line.substring(0, line.indexOf(':'))).collect(Collectors.toSet());
  }
}
