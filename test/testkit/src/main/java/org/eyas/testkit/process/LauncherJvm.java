package org.eyas.testkit.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs a main class of the tests in a JVM with the same heap and collector as the engine on a machine with enough memory. */
public final class LauncherJvm {
  private static final Path LAUNCHER = Path.of("../../dist/src/main/dist/bin/eyas");
  /** The value that lib/heap.sh sets if no cgroup limits the memory. */
  private static final String HEAP_MB = "256";

  private static final Pattern HEAP = Pattern.compile("^\\s*(-XX:\\S+( -X\\S+)+)", Pattern.MULTILINE);

  private LauncherJvm() {}

  /**
   * Runs the class and prints its output.
   *
   * @param seconds the time after which the JVM is killed
   * @return the figures that it printed: from lines that consist of a name, a space and an integer; the numbers of each name in
   *     order
   */
  public static Map<String, List<Long>> run(int seconds, Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags());
    // Every collection compacts: what is used after it is what is in use.
    command.addAll(List.of("-XX:MarkSweepAlwaysCompactCount=1", "--sun-misc-unsafe-memory-access=allow"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    Thread.ofVirtual().start(() -> endAfter(process, seconds));
    Map<String, List<Long>> figures = figures(process.inputReader());
    int exit = process.waitFor();
    if (exit != 0) {
      throw new IllegalStateException(main.getSimpleName() + " ended with " + exit + " (limit " + seconds + " s)");
    }
    return figures;
  }

  private static List<String> flags() throws IOException {
    Matcher line = HEAP.matcher(Files.readString(LAUNCHER));
    if (!line.find()) {
      throw new IllegalStateException("no heap flags in " + LAUNCHER);
    }
    return List.of(line.group(1).replace("\"$HEAP_MB\"", HEAP_MB).split(" "));
  }

  private static void endAfter(Process process, int seconds) {
    try {
      if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
    }
  }

  private static Map<String, List<Long>> figures(BufferedReader out) {
    Map<String, List<Long>> figures = new LinkedHashMap<>();
    try (out) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        System.out.println(line);
        String[] words = line.split(" ");
        if (words.length == 2 && words[1].matches("-?\\d+")) {
          figures.computeIfAbsent(words[0], name -> new ArrayList<>()).add(Long.parseLong(words[1]));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return figures;
  }
}
