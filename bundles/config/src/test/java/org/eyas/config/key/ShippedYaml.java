package org.eyas.config.key;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The configuration file of the distribution, generated from the table: every key that can be set, with a comment. */
final class ShippedYaml {
  private static final String HEAD =
      """
      # Configuration of Eyas: /etc/eyas/eyas.yaml, or the file that -c names.
      # It has the keys of Falco's falco.yaml; Eyas' own keys are under "eyas" at the end. The values here are the defaults,
      # which apply without this file.
      # docs/configuration.md describes how files are merged, and how each key differs from Falco's.
      """;

  private final List<String> lines = new ArrayList<>();

  private ShippedYaml() {}

  static String text(KeyTable table) {
    ShippedYaml yaml = new ShippedYaml();
    table.root().children().forEach((name, node) -> yaml.add(name, node, ""));
    return HEAD + String.join("\n", yaml.lines) + "\n";
  }

  private void add(String name, KeyNode node, String indent) {
    List<KeyDefinition> current = keysBelow(node).stream().filter(KeyDefinition::isCurrent).toList();
    if (current.isEmpty()) {
      return;
    }
    if (indent.isEmpty()) {
      lines.add("");
    }
    KeyDefinition key = node.key();
    if (key == null) {
      lines.add(indent + name + ":");
      node.children().forEach((child, inner) -> add(child, inner, indent + "  "));
      return;
    }
    lines.add(indent + "# " + key.text());
    addElements(node, indent + "#   ");
    lines.add(indent + name + ": " + key.shipped());
  }

  private void addElements(KeyNode node, String indent) {
    KeyNode element = node.element();
    if (element != null) {
      keysBelow(element).forEach(
          key -> lines.add(indent + key.name().substring(key.name().indexOf("[].") + 3) + ": " + key.text() + ifAbsent(key)));
    }
  }

  private static String ifAbsent(KeyDefinition key) {
    return key.shipped().isEmpty() ? "" : " If absent: " + key.shipped() + ".";
  }

  private static List<KeyDefinition> keysBelow(KeyNode node) {
    List<KeyDefinition> keys = new ArrayList<>();
    if (node.key() instanceof KeyDefinition key) {
      keys.add(key);
    }
    for (Map.Entry<String, KeyNode> child : node.children().entrySet()) {
      keys.addAll(keysBelow(child.getValue()));
    }
    return keys;
  }
}
