package org.eyas.launcher.pull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Checks rules in a process of its own, with the program as it is installed. A check that does not end in 5 minutes has failed. */
final class RuleCheckProcess {
  private static final long LIMIT_MINUTES = 5;

  private final Path program;
  private final List<String> options;

  /** @param options for each check, such as {@code -c FILE} */
  RuleCheckProcess(Path program, List<String> options) {
    this.program = program;
    this.options = List.copyOf(options);
  }

  /** Checks files and returns the errors in one text; empty if there are none. */
  String ofFiles(Path folder, Iterable<String> names) throws IOException, InterruptedException {
    List<String> files = new ArrayList<>();
    names.forEach(name -> files.addAll(List.of("-V", folder.resolve(name).toString())));
    return run(files);
  }

  /** Checks all configured rules and returns the errors in one text; empty if there are none. */
  String ofConfiguration() throws IOException, InterruptedException {
    return run(List.of("--dry-run", "-o", "engine.kind=nodriver", "-o", "log_syslog=false"));
  }

  private String run(List<String> what) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.toString(), "-o", "log_level=error"));
    command.addAll(options);
    command.addAll(what);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var _ = process.onExit().orTimeout(LIMIT_MINUTES, TimeUnit.MINUTES).exceptionally(late -> process.destroyForcibly());
    try {
      String report = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? "" : reason(report, process.exitValue());
    } finally {
      process.destroy();
    }
  }

  // A check that was killed reports nothing, although the rules may be wrong. A check of files ends with the names of
  // the wrong files, on standard error.
  private String reason(String report, int code) {
    return report.isBlank() ? program + " ended with " + code + " and checked nothing"
        : report.strip().replaceFirst("^Error: ", "").replaceFirst("\nError: [^\n]*: Invalid$", "");
  }
}
