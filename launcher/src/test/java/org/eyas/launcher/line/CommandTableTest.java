package org.eyas.launcher.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compares the rows of the commands with the classes that carry them out. */
class CommandTableTest {
  private static final Path BUNDLES = Path.of("../bundles");

  private static List<String> sources(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> sources =
          files.filter(file -> file.toString().contains("/src/main/java/")
              && (file.toString().endsWith("Command.java") || file.getParent().endsWith("control/command"))).toList();
      List<String> texts = new ArrayList<>();
      for (Path source : sources) {
        texts.add(Files.readString(source));
      }
      return texts;
    }
  }

  private static List<String> found(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(match -> match.group(1)).toList();
  }

  /** The actions of each component of the bundle control, its default first; none if it has no named actions. */
  private static Map<String, List<String>> components() throws IOException {
    Map<String, List<String>> actions = new TreeMap<>();
    for (String source : sources(BUNDLES.resolve("control"))) {
      for (String name : found("Command\\.NAME \\+ \"=([\\w-]+)\"", source)) {
        actions.put(
            name,
            Stream.concat(
                found("request\\.action\\(\"([\\w-]+)\"\\)", source).stream(), found("case \"([\\w-]+)\" ->", source).stream())
                .distinct().toList());
      }
    }
    return actions;
  }

  private static List<String> actions(Subcommand command) {
    return command.hasNamedActions()
        ? command.actions().stream().filter(action -> !action.component()).map(CommandAction::name).toList()
        : List.of();
  }

  @Test
  void everyCommandForTheEngineHasAComponentWithItsActions() throws IOException {
    Map<String, List<String>> components = components();
    Map<String, Set<String>> expected = new TreeMap<>();
    for (Subcommand command : EngineCommands.all()) {
      expected.put(command.name(), new TreeSet<>(actions(command)));
      if (!actions(command).isEmpty()) {
        assertEquals(
            command.actions().getFirst().name(), components.getOrDefault(command.name(), List.of("none")).getFirst(),
            "the first action is the default: " + command.name());
      }
    }
    Map<String, Set<String>> written = new TreeMap<>();
    components.forEach((name, actions) -> written.put(name, new TreeSet<>(actions)));
    assertEquals(expected, written);
  }

  @Test
  void everyOtherCommandHasAClassOfItsOwn() throws IOException {
    Set<String> pids = new TreeSet<>();
    for (String source : sources(BUNDLES)) {
      pids.addAll(found("configurationPid = \"org\\.eyas\\.command\\.([\\w-]+)\"", source));
    }
    Set<String> expected =
        CommandTable.ALL.stream()
            .flatMap(
                command -> Stream.concat(
                    Stream.of(command).filter(each -> each.place().hasComponent()).map(Subcommand::name),
                    command.actions().stream().filter(CommandAction::component).map(CommandAction::name)))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> missing = new TreeSet<>(expected);
    missing.removeAll(pids);
    assertEquals(Set.of(), missing);
    assertTrue(expected.containsAll(Set.of("test", "lint", "run", "import-falco")), expected::toString);
  }

  @Test
  void everyMemberOfJsonIsInTheDocument() throws IOException {
    String document = Files.readString(Path.of("../docs/command-line.md"));
    String members = document.substring(document.indexOf("\n## Answers as JSON\n"), document.indexOf("\n## Errors\n"));
    Set<String> missing = new TreeSet<>();
    for (String source : sources(BUNDLES.resolve("control"))) {
      missing.addAll(found("(?:Row\\.of|\\.with)\\(\\s*\"(\\w+)\"", source));
    }
    assertTrue(missing.size() > 80, missing::toString);
    missing.removeIf(member -> members.contains("`" + member + "`"));
    assertEquals(Set.of(), missing);
  }

  @Test
  void theSocketIsTheDefaultOfItsKey() throws IOException {
    Path table = BUNDLES.resolve("config/src/main/resources/org/eyas/config/key/keys.tsv");
    assertTrue(Files.readString(table).contains("\neyas.control.socket\ttext\t" + EngineCommands.SOCKET + "\t"));
  }

  @Test
  void everyCommandOfTheScriptIsInIt() throws IOException {
    String script = Files.readString(Path.of("../dist/src/main/dist/bin/eyas"));
    for (Subcommand command : CommandTable.ALL) {
      boolean inScript = script.contains("\n  " + command.name() + " | \"" + command.name() + " \"*)");
      assertEquals(command.place() == CommandPlace.SCRIPT, inScript, command.name());
    }
  }

  /** Those whose result is a text for a shell, and the one that is a show for people. */
  @Test
  void everyCommandWithoutJsonIsKnown() {
    Set<String> without = new TreeSet<>();
    for (Subcommand command : CommandTable.ALL) {
      if (command.arguments().stream().noneMatch(option -> option.longName().equals("json"))) {
        without.add(command.name());
      }
    }
    assertEquals(Set.of("completion", "demo"), without);
  }

  @Test
  void actionsAreGivenTheWordsThatTheirRowNames() throws UsageException {
    Subcommand rules = CommandTable.named("rules").orElseThrow();
    assertEquals("list", rules.actionOf(List.of()).name());
    assertEquals("show", rules.actionOf(List.of("show", "A rule")).name());
    assertEquals("lint", rules.actionOf(List.of("lint", "a", "b", "c")).name());
    assertThrows(UsageException.class, () -> rules.actionOf(List.of("show")));
    assertThrows(UsageException.class, () -> rules.actionOf(List.of("show", "A", "rule")));
    Subcommand config = CommandTable.named("config").orElseThrow();
    assertEquals("check", config.actionOf(List.of("check")).name());
    assertThrows(UsageException.class, () -> config.actionOf(List.of("check", "a", "b")));
    assertEquals("", CommandTable.named("completeness").orElseThrow().actionOf(List.of("A rule")).name());
  }
}
