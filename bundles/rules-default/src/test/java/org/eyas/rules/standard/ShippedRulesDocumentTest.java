package org.eyas.rules.standard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/**
 * docs/shipped-rules.md agrees with the rules that ship. To write it again: {@code mvn verify -pl bundles/rules-default -am
 * -Dtest=ShippedRulesDocumentTest -Dsurefire.failIfNoSpecifiedTests=false -Deyas.write=true}.
 */
class ShippedRulesDocumentTest {
  private static final Path DOCUMENT = Path.of("../../docs/shipped-rules.md");
  private static final String FOLDER = "/org/eyas/rules/";
  private static final String TABLE = "| rule | priority | on | meaning | MITRE ATT&CK |\n|---|---|---|---|---|\n";

  private static final String BEGIN = """
      # The rules that ship

      You want to know which rules run if you configure none, what each of them means, and which are off. This page is written from the
      rules; `eyas -L -o engine.kind=nodriver` lists those of your version, and `eyas rules` those of the running engine.

      """;
  private static final String HEAD = """
      * **on**: a rule with "no" is off, because it raises many alerts on ordinary machines or needs your values first. Turn it on with
        `eyas rules enable NAME`, or in `eyas.yaml`:

            rules:
              - enable: {rule: NAME}
      * **MITRE ATT&CK**: the tactics and techniques that the tags of the rule name.
      * If an alert is not a problem on your machines, [mute it](how-to/mute-alerts.md), or change the lists and macros of the rule in a file of
        `/etc/eyas/rules.d` ([rule files](rule-files.md)).
      * How well the rules notice what they watch for: [evasion techniques](evasions.md).
      """;

  private static String text(String file) throws IOException {
    try (InputStream in = Objects.requireNonNull(ShippedRulesDocumentTest.class.getResourceAsStream(FOLDER + file), file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static List<Map<?, ?>> rules(String file) throws IOException {
    List<?> items = new Yaml().load(text(file));
    return items.stream().<Map<?, ?>>map(item -> (Map<?, ?>) item).filter(item -> item.containsKey("rule")).toList();
  }

  /** The first sentence of the comment at the beginning of a file, without the numbers of tactics. */
  private static String introduction(String file) throws IOException {
    String comment =
        text(file).lines().takeWhile(line -> line.startsWith("#")).map(line -> line.substring(1).strip())
            .collect(Collectors.joining(" "));
    String sentence = comment.replaceFirst("(?<=[^.])\\. .*", ".").replaceAll(" \\((MITRE ATT&CK )?(TA\\d+(, )?)+\\)", "");
    return sentence.endsWith(".") ? sentence : sentence + ".";
  }

  private static String cell(Object text) {
    return String.valueOf(text).strip().replaceAll("\\s+", " ").replace("|", "\\|").replace("<", "&lt;");
  }

  private static String attack(Map<?, ?> rule) {
    List<?> tags = rule.get("tags") instanceof List<?> list ? list : List.of();
    Stream<String> tactics =
        tags.stream().map(String::valueOf).filter(tag -> tag.startsWith("mitre_"))
            .map(tag -> tag.substring("mitre_".length()).replace('_', ' '));
    Stream<String> techniques = tags.stream().map(String::valueOf).filter(tag -> tag.matches("T\\d{4}(\\.\\d{3})?"));
    return Stream.concat(tactics, techniques).collect(Collectors.joining(", "));
  }

  private static String section(String title, String file) throws IOException {
    StringBuilder out = new StringBuilder("\n## ").append(title).append("\n\n").append(introduction(file)).append("\n\n");
    out.append(TABLE);
    for (Map<?, ?> rule : rules(file)) {
      out.append("| ").append(cell(rule.get("rule"))).append(" | ").append(cell(rule.get("priority")).toLowerCase(Locale.ROOT));
      out.append(" | ").append(Boolean.FALSE.equals(rule.get("enabled")) ? "no" : "yes").append(" | ");
      out.append(cell(rule.get("desc"))).append(" | ").append(attack(rule)).append(" |\n");
    }
    return out.toString();
  }

  private static String title(String prefix, String file) {
    String name = file.substring(0, file.indexOf('.'));
    return prefix.isEmpty() ? name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) : prefix + name;
  }

  private static String sections(String folder, String prefix, List<String> files) throws IOException {
    StringBuilder out = new StringBuilder();
    for (String file : files) {
      out.append(rules(folder + file).isEmpty() ? "" : section(title(prefix, file), folder + file));
    }
    return out.toString();
  }

  private static String counts(String kind, String folder, List<String> files) throws IOException {
    int all = 0;
    int off = 0;
    for (String file : files) {
      all += rules(folder + file).size();
      off += (int) rules(folder + file).stream().filter(rule -> Boolean.FALSE.equals(rule.get("enabled"))).count();
    }
    return all + " rules " + kind + ", of which " + off + " are off";
  }

  private static String document() throws IOException {
    return BEGIN + "There are " + counts("for system calls", "standard/", StandardRules.FILES) + ", and "
        + counts("for audit events of Kubernetes", "audit/", AuditRules.FILES)
        + ". The latter load\nif the source of these events is configured.\n\n" + HEAD
        + sections("standard/", "", StandardRules.FILES) + sections("audit/", "Kubernetes: ", AuditRules.FILES);
  }

  @Test
  void everyRuleThatShipsHasItsRow() throws IOException {
    String expected = document();
    if (Boolean.getBoolean("eyas.write")) {
      Files.writeString(DOCUMENT, expected);
    }
    assertEquals(expected, Files.readString(DOCUMENT), "write it again with -Deyas.write=true");
    assertTrue(expected.lines().filter(line -> line.contains(" | yes | ")).count() > 150, "nearly all are on");
  }
}
