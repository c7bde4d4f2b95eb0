package org.eyas.launcher.compare;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Replays of one capture by Falco and by this program, each in a process of its own; their alerts go to files. */
final class ReplayPair {
  /** The outputs that a comparison disables: its alerts must not reach any receiver. */
  private static final List<String> OTHER_OUTPUTS = List.of("file_output", "http_output", "program_output", "syslog_output");

  /**
   * Disables the outputs that Falco does not have. Outputs of third-party bundles are disabled with the folder of these
   * bundles.
   */
  private static final List<String> NO_OUTPUTS_OF_EYAS =
      List.of(
          "eyas.kafka_output.enabled=false",
          "eyas.http_outputs=[]",
          "grpc_output.enabled=false",
          "grpc.enabled=false",
          "eyas.bundles.directory=");

  /** The file with the alerts of each program. */
  record Alerts(Path falco, Path eyas) {}

  private final Path home;
  private final String path;
  private final Path folder;

  /**
   * @param home the folder of this program
   * @param path the folders in which Falco is searched for: PATH
   * @param folder the folder for the alerts and the log of each program
   */
  ReplayPair(Path home, String path, Path folder) {
    this.home = home;
    this.path = path;
    this.folder = folder;
  }

  /**
   * Runs Falco, then Eyas.
   *
   * @throws IOException if one is missing or fails; the message has its last lines
   */
  Alerts run(String capture, List<String> options) throws IOException, InterruptedException {
    List<String> both = new ArrayList<>(List.of("-o", "engine.kind=replay", "-o", "engine.replay.capture_file=" + capture));
    both.addAll(List.of("-o", "json_output=true", "-o", "stdout_output.enabled=true"));
    OTHER_OUTPUTS.forEach(output -> both.addAll(List.of("-o", output + ".enabled=false")));
    List<String> eyas = new ArrayList<>(both);
    NO_OUTPUTS_OF_EYAS.forEach(option -> eyas.addAll(List.of("-o", option)));
    both.addAll(options);
    eyas.addAll(options);
    return new Alerts(run(falco(), both), run(home.resolve("bin/eyas"), eyas));
  }

  private Path falco() throws IOException {
    return Arrays.stream(path.split(File.pathSeparator))
        .filter(place -> !place.isEmpty())
        .map(place -> Path.of(place, "falco"))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new IOException(
            "there is no falco on the PATH: install it, or compare two files of alerts: eyas compare FILE FILE"));
  }

  private Path run(Path program, List<String> options) throws IOException, InterruptedException {
    String name = String.valueOf(program.getFileName());
    Path alerts = folder.resolve(name + ".jsonl");
    Path log = folder.resolve(name + ".log");
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(options);
    Process process = new ProcessBuilder(command).redirectOutput(alerts.toFile()).redirectError(log.toFile()).start();
    try {
      if (process.waitFor() != 0) {
        throw new IOException(program + " ended with " + process.exitValue() + ": " + lastLines(log));
      }
    } finally {
      process.destroy();
    }
    return alerts;
  }

  private static String lastLines(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log);
    return lines.subList(Math.max(0, lines.size() - 3), lines.size()).stream().collect(Collectors.joining("; "));
  }
}
