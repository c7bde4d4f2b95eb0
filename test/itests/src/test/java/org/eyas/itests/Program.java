package org.eyas.itests;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program to run in a test: its command, folder and environment. */
final class Program {
  /** Only a run that hangs takes that long, also on a busy machine. */
  private static final int LIMIT_SECONDS = 300;

  private final List<String> command;
  private final Map<String, String> environment = new LinkedHashMap<>();
  private Path folder = Path.of(".");
  private int limitSeconds = LIMIT_SECONDS;

  private Program(List<String> command) {
    this.command = command;
  }

  /** The result of a run. */
  record Result(int exitCode, String out, String err) {}

  static Program of(Object first, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(first.toString());
    command.addAll(List.of(arguments));
    return new Program(command);
  }

  /** The program of the distribution. */
  static Program eyas(String... arguments) {
    return of(Dist.home().resolve("bin/eyas"), arguments);
  }

  /** The program with a log of errors only, so that its standard error contains only messages about mistakes. */
  static Program quietEyas(String... arguments) {
    return eyas(arguments).and("-o", "log_level=error");
  }

  Program and(String... more) {
    return and(List.of(more));
  }

  Program and(List<String> more) {
    command.addAll(more);
    return this;
  }

  Program in(Path where) {
    folder = where;
    return this;
  }

  Program with(String name, Object value) {
    environment.put(name, value.toString());
    return this;
  }

  /** Lets it take longer than other programs. */
  Program within(int seconds) {
    limitSeconds = seconds;
    return this;
  }

  Process start(Path out, Path err) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("EYAS_") || name.equals("SUDO_USER"));
    builder.environment().putAll(environment);
    return builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
  }

  Result run() throws IOException, InterruptedException {
    Path out = Files.createTempFile("eyas-test", ".out");
    Path err = Files.createTempFile("eyas-test", ".err");
    try {
      Process process = start(out, err);
      if (!process.waitFor(limitSeconds, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        throw new IOException(command + " does not end; it printed: " + read(out) + read(err));
      }
      return new Result(process.exitValue(), read(out), read(err));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
