package org.eyas.console.settings;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.eyas.api.config.RefusedException;
import org.eyas.api.failure.Reason;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** The values of a YAML text with their paths and places; an alias counts at each place that uses it. */
final class YamlLeaves {
  private static final int DEEPEST = 64;
  private static final int MOST = 200_000;

  private final String text;
  private final List<YamlLeaf> leaves = new ArrayList<>();
  private int document;

  private YamlLeaves(String text) {
    this.text = text;
  }

  /** @throws RefusedException if the text is not YAML; the message is one line */
  static List<YamlLeaf> of(String text) throws RefusedException {
    YamlLeaves reading = new YamlLeaves(text);
    try {
      for (Node node : new Yaml(new LoaderOptions()).composeAll(new StringReader(text))) {
        reading.add(node, "", "", 0);
        reading.document++;
      }
    } catch (MarkedYAMLException e) {
      String place = e.getProblemMark() == null ? "" : "line " + (e.getProblemMark().getLine() + 1) + ": ";
      throw new RefusedException(place + "this is not YAML: " + e.getProblem());
    } catch (YAMLException | IllegalArgumentException e) { // the latter if a tag ends with a space
      throw new RefusedException("this is not YAML: " + Reason.of(e));
    }
    return reading.leaves;
  }

  private void add(Node node, String path, String key, int depth) throws RefusedException {
    if (depth > DEEPEST || leaves.size() > MOST) {
      throw new RefusedException("this YAML nests or repeats its values too often to be read");
    }
    switch (node) {
      case MappingNode map -> {
        for (NodeTuple tuple : map.getValue()) {
          String name = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
          add(tuple.getValueNode(), path.isEmpty() ? name : path + "." + name, name, depth + 1);
        }
      }
      case SequenceNode list -> {
        for (int i = 0; i < list.getValue().size(); i++) {
          add(list.getValue().get(i), path + "[" + i + "]", key, depth + 1);
        }
      }
      case ScalarNode scalar -> leaves.add(leaf(scalar, path, key));
      default -> throw new RefusedException("a configuration cannot contain this YAML");
    }
  }

  // Marks count code points; the end of a block of lines is after the newlines that follow it.
  private YamlLeaf leaf(ScalarNode node, String path, String key) {
    int start = text.offsetByCodePoints(0, node.getStartMark().getIndex());
    int end = text.offsetByCodePoints(0, node.getEndMark().getIndex());
    while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    return new YamlLeaf(path, key, document, node.getValue(), start, end);
  }
}
