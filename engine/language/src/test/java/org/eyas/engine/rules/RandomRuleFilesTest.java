package org.eyas.engine.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.SequencedMap;
import org.eyas.api.field.FieldProvider;
import org.eyas.api.rule.RuleDocument;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.syscall.SyscallFields;
import org.eyas.engine.rules.report.LoadReportJson;
import org.eyas.engine.rules.report.LoadReportText;
import org.eyas.engine.rules.report.RuleDescriptionJson;
import org.eyas.json.write.CompactJson;
import org.eyas.testkit.reference.SharedFiles;
import org.junit.jupiter.api.Test;

/**
 * Items that are put together at random, and real rule files with changed lines, values and bytes: always cause a report.
 */
class RandomRuleFilesTest {
  private static final List<String> KEYS =
      List.of(
          "rule", "macro", "list", "condition", "items", "output", "desc", "priority", "source", "enabled", "tags",
          "exceptions", "override", "append", "name", "fields", "comps", "values", "capture", "capture_duration",
          "warn_evttypes", "skip-if-unknown-filter", "required_engine_version", "required_plugin_versions", "version",
          "alternatives", "other");
  private static final List<String> SCALARS =
      List.of(
          "A", "B", "m", "l", "~", "\"\"", "true", "false", "1", "-1", "0.31.0", "9.9.9", "append", "replace", "evt.type = open",
          "\"m and proc.name in (l)\"", "\"(\"", "\"not m\"", "\"or m\"", "proc.name", "tolower(proc.name)", "in", "\"=\"",
          "startswith oneof", "WARNING", "syscall", "k8s_audit", "\"%proc.name %nosuch %\"", "\"two words\"", "container");

  private final long seed = Long.getLong("eyas.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private int refused;

  private LoadContext context = context(SyscallFields.providers());

  private static LoadContext context(List<FieldProvider> providers) {
    SequencedMap<String, FieldCatalog> sources = new LinkedHashMap<>();
    sources.put("syscall", new FieldCatalog(providers));
    return new LoadContext(sources);
  }

  private void load(String text) {
    try {
      LoadResult result = RuleLoader.load(List.of(new RuleDocument("random.yaml", text)), context);
      assertEquals(1, result.report().results().size());
      assertFalse(LoadReportText.verbose(result.report().results().getFirst()).isEmpty());
      assertFalse(CompactJson.of(LoadReportJson.results(result.report())).isEmpty());
      if (result.report().successful()) {
        CompactJson.of(new RuleDescriptionJson(result).all());
      }
      refused += result.report().successful() ? 0 : 1;
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError("seed " + seed + ", document:\n" + text, e);
    }
  }

  @Test
  void reportsItemsWithRandomKeysAndValues() {
    System.out.println("seed " + seed);
    int documents = 6_000;
    for (int i = 0; i < documents; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = 1 + random.nextInt(4); n > 0; n--) {
        text.append("- ").append(item()).append('\n');
      }
      load(text.toString());
    }
    assertTrue(refused > documents / 10 && refused < documents, refused + " of " + documents + " were refused");
  }

  /** Often nearly valid, because an item that is completely wrong is rejected at once. */
  private String item() {
    return switch (random.nextInt(7)) {
      case 0 -> "{list: l, items: " + sequence(2) + more();
      case 1 -> "{macro: m, condition: " + scalar() + more();
      case 2, 3 ->
        "{rule: " + scalar() + ", desc: d, condition: evt.type = open, output: o, priority: INFO" + more();
      case 4 -> "{rule: A, override: {" + key() + ": " + (random.nextBoolean() ? "append" : "replace") + "}" + more();
      case 5 ->
        "{rule: A, append: true, exceptions: [{name: " + scalar() + ", fields: " + value(2) + ", values: " + value(1)
            + "}]" + more();
      default -> value(0);
    };
  }

  private String more() {
    StringBuilder more = new StringBuilder();
    for (int n = random.nextInt(3); n > 0; n--) {
      more.append(", ").append(key()).append(": ").append(value(1));
    }
    return more.append('}').toString();
  }

  private String value(int depth) {
    int kind = depth > 3 ? 0 : random.nextInt(4);
    if (kind < 2) {
      return scalar();
    }
    return kind == 2 ? sequence(depth) : mapping(depth);
  }

  private String sequence(int depth) {
    List<String> values = new ArrayList<>();
    for (int n = random.nextInt(4); n > 0; n--) {
      values.add(value(depth + 1));
    }
    return "[" + String.join(", ", values) + "]";
  }

  private String mapping(int depth) {
    List<String> values = new ArrayList<>();
    for (int n = random.nextInt(4); n > 0; n--) {
      values.add((random.nextInt(40) == 0 ? sequence(3) : key()) + ": " + value(depth + 1));
    }
    return "{" + String.join(", ", values) + "}";
  }

  private String key() {
    return KEYS.get(random.nextInt(KEYS.size()));
  }

  private String scalar() {
    return SCALARS.get(random.nextInt(SCALARS.size()));
  }

  @Test
  void reportsRealFilesWithChangedLines() throws IOException {
    System.out.println("seed " + seed);
    List<FieldProvider> providers = new ArrayList<>(SyscallFields.providers());
    providers.add(FactsFields.container());
    context = context(providers);
    List<String> files = new ArrayList<>();
    for (String name : List.of("falco_rules.yaml", "falco-incubating_rules.yaml", "falco-sandbox_rules.yaml")) {
      files.add(Files.readString(SharedFiles.require("rules/" + name)));
    }
    for (int i = 0; i < 90; i++) {
      String text = files.get(random.nextInt(files.size()));
      load(random.nextInt(3) == 0 ? withChangedBytes(text) : withChangedLines(text));
    }
    assertTrue(refused > 20, "only " + refused + " of 90 were refused");
  }

  private String withChangedLines(String text) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    for (int n = 1 + random.nextInt(5); n > 0; n--) {
      int one = random.nextInt(lines.size());
      int other = random.nextInt(lines.size());
      switch (random.nextInt(5)) {
        case 0 -> lines.remove(one);
        case 1 -> lines.add(one, lines.get(other));
        case 2 -> Collections.swap(lines, one, other);
        case 3 -> lines.set(one, " ".repeat(random.nextInt(4)) + lines.get(one));
        default -> lines.set(one, lines.get(one).replaceFirst(": .*", "") + ": " + lines.get(other).replaceFirst(".*: ", ""));
      }
    }
    return String.join("\n", lines);
  }

  private String withChangedBytes(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int n = 1 + random.nextInt(8); n > 0; n--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
