package org.eyas.engine.rules;

import java.util.LinkedHashSet;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * The content of {@code override:} of an item: keys that are appended to an earlier definition, and keys that replace
 * it.
 *
 * @param append keys with {@code append}
 * @param replace keys with {@code replace}
 */
record Overrides(Set<String> append, Set<String> replace) {
  /**
   * Reads the key.
   *
   * @param appendable keys that may have {@code append}
   * @param replaceable keys that may have {@code replace}
   */
  static Overrides read(YamlMapping item, Set<String> appendable, Set<String> replaceable) {
    Overrides overrides = new Overrides(new LinkedHashSet<>(), new LinkedHashSet<>());
    Node value = item.find("override");
    if (value instanceof SequenceNode) {
      throw LoadFault.invalid(
          "'override' must be a mapping of keys to append or replace", item.context().at(value, ItemType.OVERRIDE));
    }
    if (value instanceof MappingNode node) {
      Context place = item.context().at(item.node(), ItemType.OVERRIDE);
      for (NodeTuple tuple : node.getValue()) {
        overrides.add(tuple, place, appendable, replaceable);
      }
    }
    return overrides;
  }

  private void add(NodeTuple tuple, Context place, Set<String> appendable, Set<String> replaceable) {
    String key = text(tuple.getKeyNode(), place);
    Context keyPlace = place.at(tuple.getKeyNode(), ItemType.OVERRIDE, key);
    String operation = text(tuple.getValueNode(), keyPlace);
    switch (operation) {
      case "append" -> {
        require(
            appendable.contains(key), "Key '" + key + "' cannot be appended to, use 'replace' instead", keyPlace);
        append.add(key);
      }
      case "replace" -> {
        require(replaceable.contains(key), "Key '" + key + "' cannot be replaced", keyPlace);
        replace.add(key);
      }
      default -> {
        String allowed =
            (appendable.contains(key) ? "append " : "") + (replaceable.contains(key) ? "replace " : "");
        throw LoadFault.structure(
            "Invalid override operation for key '" + key + "': '" + operation + "'. Allowed values are: " + allowed,
            place.at(tuple.getValueNode(), ItemType.VALUE_FOR, key));
      }
    }
  }

  private static String text(Node node, Context place) {
    if (node instanceof ScalarNode) {
      return YamlMapping.keyText(node);
    }
    throw LoadFault.invalid("bad conversion: a text is expected here", place.at(node, ItemType.VALUE_FOR, ""));
  }

  private static void require(boolean holds, String message, Context place) {
    if (!holds) {
      throw LoadFault.structure(message, place);
    }
  }

  boolean any() {
    return !append.isEmpty() || !replace.isEmpty();
  }
}
