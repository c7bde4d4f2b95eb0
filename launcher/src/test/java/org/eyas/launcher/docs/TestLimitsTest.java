package org.eyas.launcher.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No test waits for good: every module gets the time limit of the testkit, and no test has a longer one. */
class TestLimitsTest {
  private static final String PROPERTIES = "junit-platform.properties";
  private static final Path SHARED = Documents.ROOT.resolve("test/testkit/src/main/resources").resolve(PROPERTIES);
  private static final Pattern DEFAULT = Pattern.compile("(?m)^junit\\.jupiter\\.execution\\.timeout\\.default = (\\d+) m$");
  private static final Pattern KILL = Pattern.compile("LIMIT = Duration\\.ofMinutes\\((\\d+)\\)");
  private static final Pattern OWN = Pattern.compile("@Timeout\\((?:value = )?(\\d[\\d_]*)([^)]*)\\)");

  private static List<Path> modules() throws IOException {
    try (Stream<Path> files = Files.walk(Documents.ROOT, 3)) {
      return files.filter(file -> file.endsWith("pom.xml") && Files.isDirectory(file.resolveSibling("src/test/java")))
          .map(Path::getParent)
          .toList();
    }
  }

  private static long number(Pattern pattern, Path file) throws IOException {
    return pattern.matcher(Files.readString(file)).results().mapToLong(found -> Long.parseLong(found.group(1))).sum();
  }

  @Test
  void everyModuleWithTestsHasTheLimit() throws IOException {
    List<String> without = new ArrayList<>();
    for (Path module : modules()) {
      boolean limited = Files.readString(module.resolve("pom.xml")).contains("<artifactId>org.eyas.testkit</artifactId>")
          || Files.exists(module.resolve("src/test/resources").resolve(PROPERTIES));
      if (!limited) {
        without.add(Documents.name(module) + ": its pom.xml needs org.eyas.testkit for tests");
      }
    }
    assertEquals(List.of(), without);
    assertTrue(modules().size() > 50, modules().size() + " modules");
  }

  @Test
  void theTestkitAndTheModuleBelowItHaveTheSameLimit() throws IOException {
    Path below = Documents.ROOT.resolve("api/src/test/resources").resolve(PROPERTIES);
    assertEquals(settings(SHARED), settings(below));
  }

  private static List<String> settings(Path file) throws IOException {
    return Files.readAllLines(file).stream().filter(line -> !line.startsWith("#")).toList();
  }

  @Test
  void aTestIsInterruptedBeforeItsProgramsAreKilled() throws IOException {
    long kill = number(KILL, Documents.ROOT.resolve("test/testkit/src/main/java/org/eyas/testkit/HungTests.java"));
    assertEquals(kill - 1, number(DEFAULT, SHARED));
  }

  @Test
  void noTestHasALongerLimit() throws IOException {
    long longest = 60 * number(DEFAULT, SHARED);
    List<String> longer = new ArrayList<>();
    for (Path module : modules()) {
      try (Stream<Path> files = Files.walk(module.resolve("src/test/java"))) {
        for (Path file : files.filter(name -> name.toString().endsWith(".java")).toList()) {
          OWN.matcher(Files.readString(file)).results()
              .filter(found -> seconds(found) > longest)
              .forEach(found -> longer.add(Documents.name(file) + ": " + found.group()));
        }
      }
    }
    assertEquals(List.of(), longer);
  }

  private static long seconds(MatchResult limit) {
    long number = Long.parseLong(limit.group(1).replace("_", ""));
    return limit.group(2).contains("MINUTES") ? 60 * number : number;
  }
}
