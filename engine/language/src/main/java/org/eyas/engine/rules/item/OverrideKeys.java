package org.eyas.engine.rules.item;

import java.util.LinkedHashSet;
import java.util.Set;
import org.eyas.engine.rules.document.DocumentPlace;
import org.eyas.engine.rules.document.LoadFault;
import org.eyas.engine.rules.document.PlaceType;
import org.eyas.engine.rules.document.YamlMapping;
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
record OverrideKeys(Set<String> append, Set<String> replace) {
  /**
   * Reads the key.
   *
   * @param appendable keys that may have {@code append}
   * @param replaceable keys that may have {@code replace}
   */
  static OverrideKeys read(YamlMapping item, Set<String> appendable, Set<String> replaceable) {
    OverrideKeys overrides = new OverrideKeys(new LinkedHashSet<>(), new LinkedHashSet<>());
    Node value = item.find("override");
    if (value instanceof SequenceNode) {
      throw LoadFault.invalid(
          "'override' must be a mapping of keys to append or replace", item.context().at(value, PlaceType.OVERRIDE));
    }
    if (value instanceof MappingNode node) {
      DocumentPlace place = item.context().at(item.node(), PlaceType.OVERRIDE);
      for (NodeTuple tuple : node.getValue()) {
        overrides.add(tuple, place, appendable, replaceable);
      }
    }
    return overrides;
  }

  private void add(NodeTuple tuple, DocumentPlace place, Set<String> appendable, Set<String> replaceable) {
    String key = text(tuple.getKeyNode(), place);
    DocumentPlace keyPlace = place.at(tuple.getKeyNode(), PlaceType.OVERRIDE, key);
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
            place.at(tuple.getValueNode(), PlaceType.VALUE_FOR, key));
      }
    }
  }

  private static String text(Node node, DocumentPlace place) {
    if (node instanceof ScalarNode) {
      return YamlMapping.keyText(node);
    }
    throw LoadFault.invalid("bad conversion: a text is expected here", place.at(node, PlaceType.VALUE_FOR, ""));
  }

  private static void require(boolean holds, String message, DocumentPlace place) {
    if (!holds) {
      throw LoadFault.structure(message, place);
    }
  }

  boolean hasKeys() {
    return !append.isEmpty() || !replace.isEmpty();
  }
}
