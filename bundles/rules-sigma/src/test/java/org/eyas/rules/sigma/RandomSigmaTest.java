package org.eyas.rules.sigma;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.eyas.api.rule.RuleDocument;
import org.eyas.rules.sigma.convert.SigmaConversion;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** Random rules on random events: the engine and an evaluation by definition find the same. */
class RandomSigmaTest {
  private static final long SEED = Long.getLong("eyas.seed", System.nanoTime());
  private static final int RULES = 150;
  private static final int EVENTS = 100;
  private static final String LETTERS = "aAbB/. -\\";
  private static final Map<String, String> FIELDS = Map.of(
      "Image", "proc.exepath", "CommandLine", "proc.exeline", "User", "user.name", "ParentImage", "proc.pexepath",
      "TargetFilename", "file.changed");
  private static final List<String> MODIFIERS =
      List.of("", "", "|contains", "|startswith", "|endswith", "|cased", "|contains|cased", "|contains|neq");
  private static final List<String> REGEXES =
      List.of("^a", "b$", "a.b", "[aB]{2}", "a|b ", "(?:a|/)b", "\\s-", "\\.+?", "-*a", "[^\\s/]A", "\\\\", "b\\S\\w");
  private static final Map<String, Predicate<Predicate<String>>> CONDITIONS = conditions();

  private final Random random = new Random(SEED);

  private static Map<String, Predicate<Predicate<String>>> conditions() {
    Map<String, Predicate<Predicate<String>>> all = new LinkedHashMap<>();
    all.put("sel1", holds -> holds.test("sel1"));
    all.put("all of sel*", holds -> holds.test("sel1") && holds.test("sel2"));
    all.put("1 of sel*", holds -> holds.test("sel1") || holds.test("sel2"));
    all.put("sel1 and not 1 of filter*", holds -> holds.test("sel1") && !holds.test("filter1"));
    all.put("not sel1", holds -> !holds.test("sel1"));
    all.put("(sel1 or sel2) and not filter1", holds -> (holds.test("sel1") || holds.test("sel2")) && !holds.test("filter1"));
    all.put("sel1 or sel2 and not filter1", holds -> holds.test("sel1") || holds.test("sel2") && !holds.test("filter1"));
    all.put("all of them", holds -> holds.test("sel1") && holds.test("sel2") && holds.test("filter1"));
    all.put("1 of them", holds -> holds.test("sel1") || holds.test("sel2") || holds.test("filter1"));
    return all;
  }

  /** A rule with its selections by name. */
  private record Rule(String name, String condition, Map<String, Object> selections, boolean file) {
    boolean fires(NaiveSigma event, boolean isFile) {
      return file == isFile && CONDITIONS.get(condition).test(name -> event.holds(selections.get(name)));
    }

    String text() {
      Map<String, Object> detection = new LinkedHashMap<>(selections);
      detection.put("condition", condition);
      return new Yaml().dump(Map.of(
          "title", name,
          "logsource", Map.of("product", "linux", "category", file ? "file_event" : "process_creation"),
          "detection", detection));
    }
  }

  @Test
  void theEngineFindsWhatTheDefinitionFinds() {
    System.out.println("-Deyas.seed=" + SEED);
    List<Rule> rules = new ArrayList<>();
    for (int i = 0; i < RULES; i++) {
      rules.add(rule("r" + i));
    }
    SigmaConversion conversion = SigmaBench.convert(rules.stream().map(Rule::text).toArray(String[]::new));
    assertEquals(0, conversion.parked(),
        () -> conversion.files().stream().flatMap(file -> file.parked().stream()).toList().toString());
    List<RuleDocument> documents = conversion.documents();
    Map<Map<String, Object>, List<String>> expected = expected(rules);
    int fired = expected.values().stream().mapToInt(List::size).sum();
    assertTrue(fired > RULES * EVENTS / 50 && fired < RULES * EVENTS / 2, () -> "a test that says little: " + fired);
    SigmaBench.assertFires(documents, expected);
  }

  private Map<Map<String, Object>, List<String>> expected(List<Rule> rules) {
    Map<Map<String, Object>, List<String>> expected = new LinkedHashMap<>();
    for (int i = 0; i < EVENTS; i++) {
      boolean file = i % 3 == 0;
      Map<String, String> values = values(file);
      NaiveSigma event = new NaiveSigma(values, values.get(file ? "TargetFilename" : "CommandLine"));
      Map<String, Object> written = new LinkedHashMap<>(Map.of("evt.type", file ? "openat" : "execve", "evt.res", "SUCCESS"));
      values.forEach((name, value) -> written.put(FIELDS.getOrDefault(name, "proc.ppid"), value));
      List<String> fired = rules.stream().filter(rule -> rule.fires(event, file)).map(rule -> "Sigma: " + rule.name()).toList();
      expected.put(written, fired);
    }
    return expected;
  }

  private Map<String, String> values(boolean file) {
    Map<String, String> values = new LinkedHashMap<>();
    FIELDS.keySet().stream().sorted().forEach(name -> {
      boolean there = name.equals("TargetFilename") ? file : random.nextInt(6) > 0;
      if (there) {
        values.put(name, name.equals("CommandLine") ? commandLine() : text(8));
      }
    });
    values.put("ParentProcessId", String.valueOf(random.nextInt(5)));
    return values;
  }

  /** With an argument that is not empty: it does not end with a blank. */
  private String commandLine() {
    return text(6) + " " + text(1).replace(' ', 'b');
  }

  private Rule rule(String name) {
    boolean file = random.nextInt(3) == 0;
    List<String> conditions = List.copyOf(CONDITIONS.keySet());
    Map<String, Object> selections = new LinkedHashMap<>();
    for (String selection : List.of("sel1", "sel2", "filter1")) {
      selections.put(selection, selection(file));
    }
    return new Rule(name, conditions.get(random.nextInt(conditions.size())), selections, file);
  }

  private Object selection(boolean file) {
    return switch (random.nextInt(6)) {
      case 0 -> List.of(text(3), text(3));
      case 1 -> List.of(map(file), map(file));
      default -> map(file);
    };
  }

  private Map<String, Object> map(boolean file) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = random.nextInt(2); i >= 0; i--) {
      add(field(file), map);
    }
    return map;
  }

  private String field(boolean file) {
    List<String> fields = FIELDS.keySet().stream().filter(name -> file || !name.equals("TargetFilename")).sorted().toList();
    return fields.get(random.nextInt(fields.size()));
  }

  private void add(String field, Map<String, Object> map) {
    switch (random.nextInt(12)) {
      case 0 -> map.put(field + "|re", REGEXES.get(random.nextInt(REGEXES.size())));
      case 1 -> map.put(field + "|re|i", REGEXES.get(random.nextInt(REGEXES.size())));
      case 2 -> map.put(field + "|exists", random.nextBoolean());
      case 3 -> map.put(field, null);
      case 4 -> map.put("ParentProcessId|" + (random.nextBoolean() ? "gte" : "lt"), random.nextInt(5));
      case 5 -> map.put("Image|fieldref", "ParentImage");
      case 6 -> map.put(field + "|contains|all", List.of(pattern(2), pattern(2)));
      case 7 -> map.put(field + "|windash|contains|all", List.of(text(2) + " -a", text(1)));
      default -> {
        String modifiers = MODIFIERS.get(random.nextInt(MODIFIERS.size()));
        map.put(field + modifiers, random.nextBoolean() ? pattern(4) : List.of(pattern(4), pattern(4), pattern(4)));
      }
    }
  }

  /** A text with a wildcard now and then. */
  private String pattern(int most) {
    StringBuilder pattern = new StringBuilder(text(most));
    while (random.nextInt(3) == 0) {
      pattern.insert(random.nextInt(pattern.length() + 1), random.nextBoolean() ? "*" : "?");
    }
    return pattern.toString();
  }

  private String text(int most) {
    StringBuilder text = new StringBuilder();
    for (int i = 1 + random.nextInt(most); i > 0; i--) {
      text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return text.toString();
  }
}
