package org.eyas.rules.sigma.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * The keys of a YAML mapping. If a key occurs several times, the first one counts. Values are texts as they are
 * written.
 */
record YamlKeys(Map<String, Node> nodes) {
  static YamlKeys of(MappingNode mapping) {
    Map<String, Node> nodes = new LinkedHashMap<>();
    for (NodeTuple entry : mapping.getValue()) {
      if (entry.getKeyNode() instanceof ScalarNode key) {
        nodes.putIfAbsent(key.getValue(), entry.getValueNode());
      }
    }
    return new YamlKeys(nodes);
  }

  /** The mapping below a key; empty if there is none. */
  Optional<YamlKeys> below(String key) {
    return nodes.get(key) instanceof MappingNode mapping ? Optional.of(of(mapping)) : Optional.empty();
  }

  /** A text; empty if the key is missing or has another kind of value. */
  String text(String key) {
    return nodes.get(key) instanceof ScalarNode scalar && !isNull(scalar) ? scalar.getValue().strip() : "";
  }

  /** The texts of a list; one text counts as a list of one. */
  List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    Node node = nodes.get(key);
    List<Node> elements = node instanceof SequenceNode sequence ? sequence.getValue() : node == null ? List.of() : List.of(node);
    for (Node element : elements) {
      if (element instanceof ScalarNode scalar && !isNull(scalar)) {
        texts.add(scalar.getValue().strip());
      }
    }
    return texts;
  }

  /** All keys with a text as their value. */
  Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    nodes.keySet().forEach(key -> texts.put(key, text(key)));
    return texts;
  }

  static boolean isNull(ScalarNode scalar) {
    return scalar.getTag().equals(Tag.NULL);
  }
}
