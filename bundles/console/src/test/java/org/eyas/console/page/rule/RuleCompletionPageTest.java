package org.eyas.console.page.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eyas.console.page.FakeRules;
import org.eyas.console.page.Visitor;
import org.eyas.engine.check.FieldTransformer;
import org.eyas.engine.syntax.ComparisonOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleCompletionPageTest {
  @TempDir private Path folder;
  private Visitor visitor;

  @BeforeEach
  void open() {
    visitor = new Visitor(folder);
  }

  private Set<String> names(String kind) {
    Matcher found = Pattern.compile("\"kind\":\"" + kind + "\",\"name\":\"([^\"]*)\"").matcher(visitor.raw("/rules/words"));
    return found.results().map(result -> result.group(1)).collect(Collectors.toCollection(TreeSet::new));
  }

  private String word(String kind, String name) {
    return visitor.raw("/rules/words").lines().filter(line -> line.contains("\"" + kind + "\",\"name\":\"" + name + "\""))
        .findFirst().orElseThrow();
  }

  @Test
  void aViewerGetsFieldsWithTheirTypesMeaningsAndSources() {
    assertTrue(visitor.page(visitor.viewer, "/rules/words").contains("\"proc.name\""));
    String name = word("field", "proc.name");
    assertTrue(name.contains("\"detail\":\"CHARBUF\",\"text\":\"The name of the program.\",\"sources\":[\"syscall\"]"), name);
    String argument = word("field", "evt.arg");
    assertTrue(argument.contains("\"detail\":\"CHARBUF, needs an argument\""), argument);
    assertFalse(names("field").contains("evt.hidden"));
  }

  @Test
  void macrosAndListsOfAllDocumentsHaveTheirDefinitions() {
    visitor.engine.rules.write(
        "- macro: shell\n  condition: >\n    proc.name in\n    (shells)\n- list: shells\n  items: [sh, \"b<sh\"]\n- rule: Own\n");
    String macro = word("macro", "shell");
    assertTrue(macro.contains("\"detail\":\"" + FakeRules.FILE + "\",\"text\":\"proc.name in (shells)\""), macro);
    String list = word("list", "shells");
    assertTrue(list.contains("\"text\":\"sh, b\\u003csh\""), list);
    assertEquals(Set.of("shell", "shipped"), names("macro"));
  }

  @Test
  void aDocumentThatIsNotYamlHidesNoOtherWords() {
    visitor.engine.rules.write("- macro: [\n");
    assertEquals(Set.of("shipped"), names("macro"));
  }

  @Test
  void operatorsAndTransformersAreThoseOfTheLanguage() {
    Set<String> words = Set.of("exists", "and", "or", "not", "anyof", "allof", "oneof");
    Set<String> operators =
        Stream.concat(words.stream(), Arrays.stream(ComparisonOperator.values()).map(ComparisonOperator::text))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(operators,
        names("operator").stream().map(RuleCompletionPageTest::plain).collect(Collectors.toCollection(TreeSet::new)));
    Set<String> transformers =
        Arrays.stream(FieldTransformer.values()).map(each -> each.name().toLowerCase()).collect(Collectors.toSet());
    transformers.add("val");
    assertEquals(new TreeSet<>(transformers), names("transformer"));
  }

  private static String plain(String json) {
    return json.replace("\\u003c", "<");
  }

  @Test
  void keysAreThoseOfTheSchemaOfRuleFiles() throws Exception {
    String schema;
    try (var in = ComparisonOperator.class.getResourceAsStream("/org/eyas/engine/rules/document/rule-schema.json")) {
      schema = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    Set<String> keys = names("key");
    assertTrue(keys.size() > 15, keys.toString());
    keys.forEach(key -> assertTrue(schema.contains("\"" + key + "\": {"), key));
    assertTrue(keys.containsAll(Set.of("threshold", "sequence", "first", "scope")), keys.toString());
    assertEquals(parts(schema), names("part"));
    assertTrue(word("part", "for").contains("\"detail\":\"of without\""), word("part", "for"));
  }

  /** The keys of the parts of a stateful rule. */
  private static Set<String> parts(String schema) {
    Set<String> parts = new TreeSet<>();
    for (String part : Set.of("Threshold", "Sequence", "Without", "First", "Step", "Repeats")) {
      Matcher found = Pattern.compile("(?s)\n    \"" + part + "\": \\{\n.*?\n    }").matcher(schema);
      assertTrue(found.find(), part);
      Pattern.compile("(?m)^        \"(\\w+)\": \\{").matcher(found.group()).results().forEach(key -> parts.add(key.group(1)));
    }
    return parts;
  }

  @Test
  void prioritiesAndSourcesAreThere() {
    assertTrue(names("priority").contains("WARNING"));
    assertEquals(Set.of("syscall"), names("source"));
  }
}
