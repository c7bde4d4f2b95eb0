package org.eyas.config.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Turns the nodes of one YAML document into maps, lists and texts, and remembers the lines of keys. */
final class YamlTreeBuilder {
  // Aliases may refer to each other, or expand without end. Real configurations stay far below these limits.
  private static final int DEEPEST = 64;
  private static final int MOST_NODES = 200_000;

  private final String name;
  private final Map<String, Integer> lines = new LinkedHashMap<>();
  private final List<ConfigMistake> mistakes = new ArrayList<>();
  private int nodes;

  YamlTreeBuilder(String name) {
    this.name = name;
  }

  Map<String, Integer> lines() {
    return Map.copyOf(lines);
  }

  List<ConfigMistake> mistakes() {
    return List.copyOf(mistakes);
  }

  Object toPlainValue(@Nullable Node node) throws ConfigException {
    return node == null ? YamlNull.NULL : toPlainValue(node, "", 0);
  }

  private Object toPlainValue(Node node, String path, int depth) throws ConfigException {
    if (depth > DEEPEST || ++nodes > MOST_NODES) {
      throw new ConfigException(name + " nests its values too deeply, or repeats them too often");
    }
    return switch (node) {
      case MappingNode mapping -> map(mapping, path, depth);
      case SequenceNode sequence -> list(sequence, depth);
      case ScalarNode scalar -> scalar.getTag().equals(Tag.NULL) ? YamlNull.NULL : scalar.getValue();
      default -> throw new ConfigException("unexpected YAML node " + node.getNodeId());
    };
  }

  private Map<String, Object> map(MappingNode node, String path, int depth) throws ConfigException {
    Map<String, Object> map = new LinkedHashMap<>();
    for (NodeTuple tuple : node.getValue()) {
      String key = String.valueOf(toPlainValue(tuple.getKeyNode(), "", depth + 1));
      String full = path.isEmpty() ? key : path + "." + key;
      int line = tuple.getKeyNode().getStartMark().getLine() + 1;
      // Falco's YAML library finds the first one.
      if (map.containsKey(key)) {
        mistakes.add(new ConfigMistake(name + ":" + line, "key '" + key + "' occurs twice", "; the first one counts"));
        continue;
      }
      if (depth == 0 || !path.isEmpty()) {
        lines.put(full, line);
      }
      map.put(key, toPlainValue(tuple.getValueNode(), full, depth + 1));
    }
    return map;
  }

  private List<Object> list(SequenceNode node, int depth) throws ConfigException {
    List<Object> list = new ArrayList<>();
    for (Node element : node.getValue()) {
      list.add(toPlainValue(element, "", depth + 1));
    }
    return list;
  }
}
