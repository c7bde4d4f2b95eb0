package org.eyas.engine.ruletest.file;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eyas.api.alert.Priority;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads the expected alerts of a test: the name of a rule, or a mapping with details. */
final class ExpectationReader {
  private static final Set<String> KEYS =
      Set.of("rule", "count", "at_least", "event", "output", "priority", "tags", "fields");
  private static final AlertExpectation.Details ANY =
      new AlertExpectation.Details(Optional.empty(), Optional.empty(), Set.of(), Map.of());

  private final TestFileFaults faults;

  ExpectationReader(TestFileFaults faults) {
    this.faults = faults;
  }

  List<AlertExpectation> read(List<Node> nodes) {
    List<AlertExpectation> expected = new ArrayList<>();
    for (Node node : nodes) {
      expected.add(
          node instanceof ScalarNode rule
              ? new AlertExpectation(TestFilePosition.of(faults.file(), rule), rule.getValue(), 1, false, 0, ANY)
              : read(YamlMap.of(node, "an expected alert", KEYS, faults)));
    }
    return expected;
  }

  private AlertExpectation read(YamlMap map) {
    String rule = map.text("rule");
    if (rule == null) {
      faults.add(map.node(), "an expected alert needs the name of its rule");
      rule = "";
    }
    if (map.has("count") && map.has("at_least")) {
      faults.add(map.node(), "'count' and 'at_least' exclude each other");
    }
    boolean open = map.has("at_least");
    int count = map.number(open ? "at_least" : "count", 1);
    return new AlertExpectation(map.place(), rule, count, open, map.number("event", 0), details(map));
  }

  private AlertExpectation.Details details(YamlMap map) {
    String output = map.has("output") ? map.text("output") : null;
    Set<String> tags = new HashSet<>();
    map.texts("tags").forEach(tag -> tags.add(tag.getValue()));
    return new AlertExpectation.Details(Optional.ofNullable(output).map(WildcardText::new), priority(map), tags, fields(map));
  }

  private Optional<Priority> priority(YamlMap map) {
    String written = map.has("priority") ? map.text("priority") : null;
    Optional<Priority> priority = Optional.ofNullable(written).flatMap(Priority::parse);
    if (written != null && priority.isEmpty()) {
      faults.add(map.place(), "unknown priority '" + written + "'");
    }
    return priority;
  }

  private Map<String, WildcardText> fields(YamlMap map) {
    Map<String, WildcardText> fields = new LinkedHashMap<>();
    @Nullable Node node = map.find("fields");
    if (node instanceof MappingNode mapping) {
      for (NodeTuple tuple : mapping.getValue()) {
        if (tuple.getKeyNode() instanceof ScalarNode name && tuple.getValueNode() instanceof ScalarNode value) {
          fields.put(name.getValue(), new WildcardText(value.getValue()));
        } else {
          faults.add(tuple.getKeyNode(), "'fields' must be names and texts, 'proc.name: bash'");
        }
      }
    } else if (node != null) {
      faults.add(node, "'fields' must be names and texts, 'proc.name: bash'");
    }
    return fields;
  }
}
