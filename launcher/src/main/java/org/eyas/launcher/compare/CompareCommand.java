package org.eyas.launcher.compare;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Prints the differences between the alerts of two runs. The exit code is 0 if all alerts are equal, otherwise 1.
 * Called once, on the main thread.
 */
public final class CompareCommand {
  private final PrintStream out;
  private final Collection<String> ignored;
  private final boolean json;

  /**
   * @param ignored keys of the JSON that do not count, such as {@code hostname}
   * @param json whether to print one object of JSON
   */
  public CompareCommand(PrintStream out, Collection<String> ignored, boolean json) {
    this.out = out;
    this.json = json;
    this.ignored = List.copyOf(ignored);
  }

  /** Compares two files of alerts. */
  public int files(String first, String second) throws IOException {
    return print(read(first, Path.of(first)), read(second, Path.of(second)));
  }

  /** Compares a replay of Falco with one of this program. */
  public int replays(Path home, String capture, List<String> options) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("eyas-compare");
    try {
      ReplayPair.Alerts alerts = new ReplayPair(home, String.valueOf(System.getenv("PATH")), folder).run(capture, options);
      return print(read("Falco", alerts.falco()), read("Eyas", alerts.eyas()));
    } finally {
      remove(folder);
    }
  }

  private RunAlerts read(String name, Path file) throws IOException {
    return RunAlerts.read(name, file, ignored);
  }

  private int print(RunAlerts first, RunAlerts second) {
    AlertComparison comparison = new AlertComparison(first.alerts(), second.alerts());
    if (json) {
      out.println(comparison.json());
      return comparison.isEqual() ? 0 : 1;
    }
    print("Only in " + first.name() + ":", comparison.onlyFirst());
    print("Only in " + second.name() + ":", comparison.onlySecond());
    comparison.differing().forEach(this::print);
    out.printf("%d alerts are equal, %d differ; only in %s: %d, only in %s: %d%n",
        comparison.equal(), comparison.differing().size(), first.name(), comparison.onlyFirst().size(), second.name(),
        comparison.onlySecond().size());
    for (RunAlerts file : List.of(first, second)) {
      if (file.alerts().isEmpty() && file.others() > 0) {
        out.println(file.name() + " has no alerts in JSON: run with -o json_output=true");
      }
    }
    return comparison.isEqual() ? 0 : 1;
  }

  private void print(String title, List<JsonAlert> alerts) {
    if (!alerts.isEmpty()) {
      out.println(title);
      alerts.forEach(alert -> out.println("  " + alert.title() + " | " + alert.text("output")));
    }
  }

  private void print(AlertComparison.Pair pair) {
    out.println("Differs: " + pair.first().title());
    for (String key : pair.first().differences(pair.second())) {
      out.println("  " + key);
      out.println("    - " + pair.first().values().getOrDefault(key, "absent"));
      out.println("    + " + pair.second().values().getOrDefault(key, "absent"));
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
