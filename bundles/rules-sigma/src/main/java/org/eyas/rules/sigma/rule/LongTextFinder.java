package org.eyas.rules.sigma.rule;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Finds a key or value of a Sigma rule that is longer than any parameter of an event, and than any text that a person reads. */
final class LongTextFinder {
  private static final int LONGEST = 65_536;
  private static final int SHOWN = 60;

  /** A condition may be long: its reader counts the selections that it names. */
  private static final String CONDITION = "condition";

  /** Aliases of YAML can multiply the nodes below a node, so each node is visited once. */
  private final Set<Node> visited = Collections.newSetFromMap(new IdentityHashMap<>());

  private LongTextFinder() {}

  /** The mistake, for people; empty if nothing is too long. */
  static Optional<String> mistake(MappingNode rule) {
    return Optional.ofNullable(new LongTextFinder().mistake(rule, ""));
  }

  private @Nullable String mistake(Node node, String key) {
    if (!visited.add(node)) {
      return null;
    }
    return switch (node) {
      case ScalarNode scalar -> mistake(scalar.getValue(), key);
      case SequenceNode sequence -> first(sequence.getValue(), key);
      case MappingNode mapping -> first(mapping);
      default -> null;
    };
  }

  private static @Nullable String mistake(String text, String key) {
    return text.length() <= LONGEST || key.equals(CONDITION)
        ? null
        : "the value '" + text.substring(0, SHOWN) + "...'" + (key.isEmpty() ? "" : " of '" + key + "'") + " has more than "
            + LONGEST + " characters; shorten it";
  }

  private @Nullable String first(List<Node> nodes, String key) {
    for (Node each : nodes) {
      String mistake = mistake(each, key);
      if (mistake != null) {
        return mistake;
      }
    }
    return null;
  }

  private @Nullable String first(MappingNode mapping) {
    for (NodeTuple entry : mapping.getValue()) {
      String ofKey = mistake(entry.getKeyNode(), "");
      String key = entry.getKeyNode() instanceof ScalarNode name ? name.getValue() : "";
      String mistake = ofKey == null ? mistake(entry.getValueNode(), key) : ofKey;
      if (mistake != null) {
        return mistake;
      }
    }
    return null;
  }
}
