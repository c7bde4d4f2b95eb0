package org.eyas.engine.rules.document;

import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Rejects an item with a key or a value that is longer than any parameter of an event. Later steps would take long for
 * such a text, and messages would repeat it. Conditions, outputs and descriptions have limits of their own.
 */
public final class LengthCheck {
  private static final int LONGEST = 65_536;
  private static final int SHOWN = 60;
  private static final Set<String> OTHER_LIMITS = Set.of("condition", "output", "desc");

  private final DocumentPlace place;

  private LengthCheck(DocumentPlace place) {
    this.place = place;
  }

  public static void rejectLong(YamlMapping item) {
    new LengthCheck(item.context()).check(item.node(), "");
  }

  private void check(Node node, String key) {
    switch (node) {
      case ScalarNode scalar -> checkLength(scalar, key);
      case SequenceNode sequence -> sequence.getValue().forEach(element -> check(element, key));
      case MappingNode mapping -> mapping.getValue().forEach(entry -> checkEntry(entry, key.equals("override")));
      default -> {}
    }
  }

  private void checkEntry(NodeTuple entry, boolean ofOverride) {
    check(entry.getKeyNode(), "");
    String key = YamlMapping.keyText(entry.getKeyNode());
    boolean otherLimit = !ofOverride && entry.getValueNode() instanceof ScalarNode && OTHER_LIMITS.contains(key);
    if (!otherLimit) {
      check(entry.getValueNode(), key);
    }
  }

  private void checkLength(ScalarNode scalar, String key) {
    String value = scalar.getValue();
    if (value.length() > LONGEST) {
      throw LoadFault.structure(
          "the value '" + value.substring(0, SHOWN) + "...' has more than " + LONGEST + " characters; shorten it",
          place.at(scalar, PlaceType.VALUE_FOR, key));
    }
  }
}
