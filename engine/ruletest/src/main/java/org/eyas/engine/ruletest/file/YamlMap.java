package org.eyas.engine.ruletest.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eyas.engine.rules.document.NameSuggestion;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A mapping of a test file with a fixed set of keys. Faults are reported and not thrown. */
final class YamlMap {
  private final Node node;
  private final TestFileFaults faults;
  private final Map<String, Node> values = new LinkedHashMap<>();

  private YamlMap(Node node, TestFileFaults faults) {
    this.node = node;
    this.faults = faults;
  }

  /**
   * Reads a node that should be a mapping; any other node becomes an empty mapping.
   *
   * @param what the name of the mapping in messages: "a test"
   * @param known the allowed keys
   */
  static YamlMap of(Node node, String what, Set<String> known, TestFileFaults faults) {
    YamlMap map = new YamlMap(node, faults);
    if (!(node instanceof MappingNode mapping)) {
      faults.add(node, what + " must be keys and values, 'key: value'");
      return map;
    }
    for (NodeTuple tuple : mapping.getValue()) {
      String key = tuple.getKeyNode() instanceof ScalarNode name ? name.getValue() : "";
      if (!known.contains(key)) {
        faults.add(tuple.getKeyNode(), "unknown key '" + key + "' in " + what, NameSuggestion.of(key, known));
      } else if (map.values.putIfAbsent(key, tuple.getValueNode()) != null) {
        faults.add(tuple.getKeyNode(), "key '" + key + "' appears twice in " + what);
      }
    }
    return map;
  }

  Node node() {
    return node;
  }

  /** The place of the whole mapping. */
  TestFilePosition place() {
    return TestFilePosition.of(faults.file(), node);
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  @Nullable
  Node find(String key) {
    return values.get(key);
  }

  /** The text of a key; null if it is missing, or not a text. */
  @Nullable
  String text(String key) {
    Node value = values.get(key);
    if (value instanceof ScalarNode scalar && !isNull(value)) {
      return scalar.getValue();
    }
    if (value != null) {
      faults.add(value, "'" + key + "' must be a text");
    }
    return null;
  }

  /** A whole number of 0 or more; {@code otherwise} if it is missing. */
  int number(String key, int otherwise) {
    Node value = values.get(key);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof ScalarNode scalar && scalar.getValue().matches("[0-9]{1,9}")) {
      return Integer.parseInt(scalar.getValue());
    }
    faults.add(value, "'" + key + "' must be a whole number");
    return otherwise;
  }

  /** The elements of a key; a single value counts as a sequence with one element. */
  List<Node> elements(String key) {
    Node value = values.get(key);
    if (value == null || isNull(value)) {
      return List.of();
    }
    return value instanceof SequenceNode sequence ? sequence.getValue() : List.of(value);
  }

  /** As {@link #elements}; each element must be a text. */
  List<ScalarNode> texts(String key) {
    List<ScalarNode> texts = new ArrayList<>();
    for (Node element : elements(key)) {
      if (element instanceof ScalarNode scalar && !isNull(element)) {
        texts.add(scalar);
      } else {
        faults.add(element, "'" + key + "' must be a text, or a list of texts");
      }
    }
    return texts;
  }

  static boolean isNull(Node node) {
    return node.getTag().equals(Tag.NULL);
  }
}
