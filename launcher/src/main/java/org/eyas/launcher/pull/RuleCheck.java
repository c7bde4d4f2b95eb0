package org.eyas.launcher.pull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Checks rules in a process of its own, with the program as it is installed. */
final class RuleCheck {
  private final Path program;

  RuleCheck(Path program) {
    this.program = program;
  }

  /** What is wrong with these files; empty if nothing is. */
  String ofFiles(Path folder, Iterable<String> names) throws IOException, InterruptedException {
    List<String> options = new ArrayList<>();
    names.forEach(name -> options.addAll(List.of("-V", folder.resolve(name).toString())));
    return run(options);
  }

  /** What is wrong with all configured rules; empty if nothing is. */
  String ofConfiguration() throws IOException, InterruptedException {
    return run(List.of("--dry-run", "-o", "engine.kind=nodriver", "-o", "log_syslog=false"));
  }

  private String run(List<String> options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.toString(), "-o", "log_level=error"));
    command.addAll(options);
    Process process = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() == 0 ? "" : errors.strip().replaceFirst("^Error: ", "");
  }
}
