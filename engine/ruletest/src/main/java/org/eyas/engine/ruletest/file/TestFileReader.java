package org.eyas.engine.ruletest.file;

import java.io.StringReader;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import org.eyas.api.failure.Reason;
import org.eyas.engine.field.FieldCatalog;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads a test file. Reports all of its faults at once. */
public final class TestFileReader {
  private static final int CODE_POINT_LIMIT = 64 << 20;
  private static final Set<String> FILE_KEYS = Set.of("rules", "source", "only", "rule_matching", "tests");
  private static final Set<String> TEST_KEYS =
      Set.of("name", "source", "only", "rule_matching", "events", "capture", "expect");

  private final SequencedMap<String, FieldCatalog> catalogs;
  private final TestFileFaults faults;

  /** The settings of a file for all of its tests. */
  private record Defaults(String source, Set<String> only, boolean matchAll) {}

  /** @param catalogs the fields of each event source, for written events */
  public TestFileReader(SequencedMap<String, FieldCatalog> catalogs, TestFileFaults faults) {
    this.catalogs = catalogs;
    this.faults = faults;
  }

  /** Returns the valid parts of the file. Faults are added to the faults that the constructor got. */
  public TestFile read(String content) {
    Node node = compose(content);
    if (node == null) {
      return new TestFile(faults.file(), List.of(), List.of());
    }
    YamlMap map = YamlMap.of(node, "the test file", FILE_KEYS, faults);
    Defaults defaults = defaults(map, new Defaults("syscall", Set.of(), true));
    List<TestFile.NamedRules> rules = new ArrayList<>();
    for (ScalarNode path : map.texts("rules")) {
      rules.add(new TestFile.NamedRules(relativeToFile(path.getValue(), path), TestFilePosition.of(faults.file(), path)));
    }
    return new TestFile(faults.file(), rules, tests(map, defaults));
  }

  private @Nullable Node compose(String content) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(CODE_POINT_LIMIT);
    TestFilePosition start = new TestFilePosition(faults.file(), 1, 1);
    try {
      Node node = new Yaml(options).compose(new StringReader(content));
      if (node instanceof MappingNode) {
        return node;
      }
      String problem = node == null ? "the file is empty" : "the file is not keys and values";
      faults.add(start, problem + "; it needs 'rules:' and 'tests:'");
    } catch (MarkedYAMLException e) {
      TestFilePosition place = e.getProblemMark() == null ? start : TestFilePosition.of(faults.file(), e.getProblemMark());
      faults.add(place, "not YAML: " + e.getProblem());
    } catch (YAMLException | IllegalArgumentException e) { // the latter if a tag ends with a space
      faults.add(start, "not YAML: " + Reason.of(e));
    }
    return null;
  }

  private Defaults defaults(YamlMap map, Defaults outer) {
    String source = map.has("source") ? map.text("source") : null;
    if (source != null && !catalogs.containsKey(source)) {
      String known = String.join(", ", catalogs.keySet());
      faults.add(map.place(), "there is no event source '" + source + "'; there are: " + known);
      source = null;
    }
    Set<String> only = new LinkedHashSet<>();
    map.texts("only").forEach(rule -> only.add(rule.getValue()));
    return new Defaults(
        source == null ? outer.source() : source,
        only.isEmpty() ? outer.only() : only,
        matchAll(map, outer.matchAll()));
  }

  private boolean matchAll(YamlMap map, boolean otherwise) {
    String written = map.has("rule_matching") ? map.text("rule_matching") : null;
    if (written != null && !written.equals("first") && !written.equals("all")) {
      faults.add(map.place(), "'rule_matching' must be first or all, not '" + written + "'");
    }
    return written == null ? otherwise : written.equals("all");
  }

  private List<RuleTestCase> tests(YamlMap map, Defaults defaults) {
    if (map.elements("tests").isEmpty()) {
      faults.add(map.node(), "the file has no tests; write them under 'tests:'");
    }
    List<RuleTestCase> tests = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>();
    for (Node node : map.elements("tests")) {
      RuleTestCase test = test(YamlMap.of(node, "a test", TEST_KEYS, faults), defaults);
      if (!names.add(test.name())) {
        faults.add(test.place(), "there is a test named '" + test.name() + "' already");
      }
      tests.add(test);
    }
    return tests;
  }

  private RuleTestCase test(YamlMap map, Defaults outer) {
    Defaults own = defaults(map, outer);
    String name = map.text("name");
    if (name == null) {
      faults.add(map.node(), "the test has no name");
      name = "";
    }
    if (!map.has("expect")) {
      faults.add(map.node(), "the test has no 'expect'; write 'expect: []' if no rule should fire");
    }
    List<AlertExpectation> expected = new ExpectationReader(faults).read(map.elements("expect"));
    return new RuleTestCase(name, map.place(), own.source(), input(map, own), own.only(), own.matchAll(), expected);
  }

  private RuleTestCase.Input input(YamlMap map, Defaults own) {
    if (map.has("events") == map.has("capture")) {
      faults.add(map.node(), "a test has either 'events' or a 'capture'");
    }
    String capture = map.has("capture") ? map.text("capture") : null;
    return capture != null
        ? new RuleTestCase.Input.Captured(relativeToFile(capture, map.node()))
        : new RuleTestCase.Input.Written(events(map, own));
  }

  private List<WrittenEvent> events(YamlMap map, Defaults own) {
    if (!catalogs.containsKey(own.source())) {
      return List.of();
    }
    WrittenEventReader reader = new WrittenEventReader(own.source(), catalogs, faults);
    List<WrittenEvent> events = new ArrayList<>();
    map.elements("events").forEach(node -> reader.read(node, events));
    return events;
  }

  /** Resolves a path in a test file relative to the folder of that file. */
  private String relativeToFile(String path, Node place) {
    try {
      return Path.of(faults.file()).resolveSibling(path).normalize().toString();
    } catch (InvalidPathException e) {
      faults.add(place, "'" + path + "' cannot be a path: " + e.getReason());
      return "";
    }
  }
}
