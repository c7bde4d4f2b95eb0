package org.eyas.rules.sigma.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eyas.rules.sigma.rule.SigmaExpression.And;
import org.eyas.rules.sigma.rule.SigmaExpression.Check;
import org.eyas.rules.sigma.rule.SigmaExpression.Or;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads the content of a search identifier. All keys of a map must hold, and one element of a list. One reader serves
 * one rule: it counts the values, because aliases of YAML can multiply values or contain themselves.
 */
final class SelectionReader {
  private static final int DEEPEST = 20;
  private static final int MOST_VALUES = 100_000;

  private String identifier = "";
  private int values;

  /** @param identifier the name of the search identifier, for messages */
  SigmaExpression read(String identifier, Node node) throws SigmaException {
    this.identifier = identifier;
    return read(node, 0);
  }

  private SigmaExpression read(Node node, int depth) throws SigmaException {
    if (depth > DEEPEST) {
      throw new SigmaException("the detection is nested more than " + DEEPEST + " levels deep");
    }
    return switch (node) {
      case MappingNode map -> map(map);
      case SequenceNode list -> list(list, depth);
      default -> new Check("", List.of(), List.of(value(node, "")));
    };
  }

  private SigmaExpression map(MappingNode map) throws SigmaException {
    List<SigmaExpression> checks = new ArrayList<>();
    for (NodeTuple entry : map.getValue()) {
      if (!(entry.getKeyNode() instanceof ScalarNode key)) {
        throw new SigmaException("a key of search identifier '" + identifier + "' is not a text");
      }
      checks.add(check(key.getValue(), entry.getValueNode()));
    }
    return joined(checks, true);
  }

  private Check check(String key, Node node) throws SigmaException {
    List<String> words = Arrays.asList(key.split("\\|", -1));
    return new Check(words.getFirst(), words.subList(1, words.size()), values(node, key));
  }

  private SigmaExpression list(SequenceNode list, int depth) throws SigmaException {
    List<Node> elements = list.getValue();
    if (elements.stream().allMatch(ScalarNode.class::isInstance)) {
      return new Check("", List.of(), values(list, ""));
    }
    List<SigmaExpression> parts = new ArrayList<>();
    for (Node element : elements) {
      parts.add(read(element, depth + 1));
    }
    return joined(parts, false);
  }

  private List<CheckValue> values(Node node, String key) throws SigmaException {
    List<Node> elements = node instanceof SequenceNode list ? list.getValue() : List.of(node);
    if (elements.isEmpty()) {
      throw new SigmaException(part(key) + " has no values");
    }
    List<CheckValue> all = new ArrayList<>();
    for (Node element : elements) {
      all.add(value(element, key));
    }
    return all;
  }

  private CheckValue value(Node node, String key) throws SigmaException {
    if (++values > MOST_VALUES) {
      throw new SigmaException("the detection has more than " + MOST_VALUES + " values");
    }
    if (node instanceof ScalarNode scalar) {
      return new CheckValue(scalar.getValue(), YamlKeys.isNull(scalar));
    }
    throw new SigmaException("a value of " + part(key) + " is a list or a map; it must be a single text or number");
  }

  private String part(String key) {
    return key.isEmpty() ? "search identifier '" + identifier + "'" : "'" + key + "'";
  }

  private SigmaExpression joined(List<SigmaExpression> parts, boolean all) throws SigmaException {
    if (parts.isEmpty()) {
      throw new SigmaException("search identifier '" + identifier + "' is empty, or contains an empty map or list");
    }
    return parts.size() == 1 ? parts.getFirst() : all ? new And(parts) : new Or(parts);
  }
}
