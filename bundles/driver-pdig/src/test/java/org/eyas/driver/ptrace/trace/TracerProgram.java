package org.eyas.driver.ptrace.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eyas.testkit.EventRecorder;
import org.eyas.testkit.RecordedEvent;
import org.eyas.testkit.TestFiles;

/** A tracer in a process of its own, which another program starts, such as one that changes its user or its namespaces. */
final class TracerProgram {
  static final Path JAVA = Path.of(System.getProperty("java.home"), "bin/java");

  private static final int LIMIT_SECONDS = 240;

  private final List<String> starter;
  private final String classPath;
  private final Path folder;

  /**
   * @param starter executes the words that follow its own
   * @param folder for the files of the tracer
   */
  TracerProgram(List<String> starter, String classPath, Path folder) {
    this.starter = starter;
    this.classPath = classPath;
    this.folder = folder;
  }

  /** The file with what the command printed. */
  Path output() {
    return folder.resolve("output");
  }

  /** Traces a command to its end, which has to be successful. */
  void record(List<String> command, EventRecorder into) throws IOException, InterruptedException {
    Path events = folder.resolve("events");
    Path log = folder.resolve("log");
    List<String> words = new ArrayList<>(starter);
    words.addAll(List.of(JAVA.toString(), "-XX:TieredStopAtLevel=1"));
    words.addAll(List.of("-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "-cp", classPath));
    words.addAll(List.of(RecordedCommand.class.getName(), events.toString(), output().toString()));
    words.addAll(command);
    Process process = new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    boolean hasEnded = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
    process.destroyForcibly();
    assertTrue(hasEnded, () -> "the tracer does not end: " + TestFiles.text(log));
    assertEquals(0, process.exitValue(), () -> TestFiles.text(log) + TestFiles.text(output()));
    Files.readAllLines(events).forEach(line -> into.events.add(event(line)));
  }

  private static RecordedEvent event(String line) {
    List<String> words = List.of(line.split(" "));
    return new RecordedEvent(
        0, 0, Long.parseLong(words.get(0)), Integer.parseInt(words.get(1)), words.subList(2, words.size()));
  }
}
