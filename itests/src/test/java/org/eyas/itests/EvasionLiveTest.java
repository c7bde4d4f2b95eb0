package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the engine sees of actions that try to evade it: the table of docs/evasions.md. */
class EvasionLiveTest {
  private static final List<String> EXPECTED =
      List.of(
          "opened plain", "opened relative", "opened descriptor", "opened dots", "opened openat2", "opened int80",
          "opened changed", "opened changed_int80", "opened handle", "named symlink", "named hardlink", "named rename", "named chroot",
          "opened chroot", "named bindmount", "opened bindmount", "ring io_uring", "memory memfd",
          "started /usr/bin/true", "reached ptrace", "reached vm_write");

  private static final int CHANCES = 3;

  @TempDir private Path folder;
  @AutoClose private final EyasRun eyas = new EyasRun(() -> folder);

  @Test
  void whatIsSeenOfEachAction() throws Exception {
    requireRoot();
    Path rules = copy("rules.yaml");
    Path actions = copy("evasions.py");
    Outcome outcome = done(rules, actions, 1);
    for (int chance = 2; chance <= CHANCES && outcome.isLate(); chance++) {
      System.out.println("EvasionLiveTest: an answer came too late, on a busy machine: " + outcome);
      outcome = done(rules, actions, chance);
    }
    assertEquals(outcome.expected(), outcome.seen());
  }

  private record Outcome(Set<String> expected, Set<String> seen) {
    // The link's own name is correct, but if there is no answer within a millisecond the file's name is reported.
    boolean isLate() {
      Set<String> others = new TreeSet<>(seen);
      others.removeAll(expected);
      return others.equals(Set.of("opened symlink")) && seen.containsAll(expected);
    }
  }

  private Outcome done(Path rules, Path actions, int chance) throws Exception {
    eyas.start("-r", rules.toString(), "-o", "engine.kind=modern_ebpf", "-o", "webserver.enabled=false");
    awaitReady();
    Path place = Files.createDirectories(folder.resolve(chance + "/place"));
    Program.Result done = Program.of("python3", actions.toString(), place.toString()).run();
    Set<String> impossible = impossible(done.out());
    eyas.process().destroy();
    eyas.awaitEnd();
    assertEquals("", done.err());
    return new Outcome(possible(impossible), seen());
  }

  private static void requireRoot() {
    if (!"root".equals(System.getProperty("user.name")) || !System.getProperty("os.arch").equals("amd64")) {
      System.out.println("skipped, no live engine: not root on x86_64");
      Assumptions.abort("not root on x86_64");
    }
  }

  private Path copy(String resource) throws IOException {
    Path to = folder.resolve(resource);
    try (InputStream in = EvasionLiveTest.class.getResourceAsStream("evasions/" + resource)) {
      Files.copy(Objects.requireNonNull(in), to);
    }
    return to;
  }

  private void awaitReady() {
    eyas.await(
        "an alert",
        () -> {
          if (eyas.err().contains("the kernel rejects the probe: ")) {
            System.out.println("skipped, no live engine here: " + eyas.err());
            Assumptions.abort("no probe");
          }
          Program.of("cat", folder.resolve("eyas-ready").toString()).run();
          return eyas.count("out", " ready") > 0;
        });
  }

  // Actions that this machine does not allow, each with a line that says why.
  private static Set<String> impossible(String output) {
    output.lines().forEach(line -> System.out.println("skipped, " + line));
    return output.lines().map(line -> line.substring(0, line.indexOf(':'))).collect(Collectors.toSet());
  }

  private static Set<String> possible(Set<String> impossible) {
    return EXPECTED.stream()
        .filter(text -> !impossible.contains(text.substring(text.indexOf(' ') + 1)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  // "TIME: Notice opened .../evasions.py FOLDER plain container_id=..." gives "opened plain"; the process that runs all
  // actions has none itself.
  private Set<String> seen() throws IOException {
    Set<String> seen = new TreeSet<>();
    for (String line : eyas.lines("out")) {
      int from = line.indexOf(": Notice ");
      if (from < 0 || line.contains(" ready")) {
        continue;
      }
      String[] words = line.substring(from + 9).replaceAll(" container_id=.*", "").split(" ");
      String last = words[words.length - 1];
      if (!last.endsWith("/place")) {
        seen.add(words[0] + " " + last);
      }
    }
    return seen;
  }
}
