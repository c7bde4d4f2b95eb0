package org.eyas.config.key;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A place in the tree of keys: a section, a key, or both if the elements of a list have keys. */
public final class KeyNode {
  private final Map<String, KeyNode> children = new LinkedHashMap<>();
  private @Nullable KeyDefinition key;
  private @Nullable KeyNode element;

  KeyNode() {}

  void add(KeyDefinition added) {
    KeyNode node = this;
    for (String part : added.name().split("\\.")) {
      boolean list = part.endsWith("[]");
      node = node.children.computeIfAbsent(list ? part.substring(0, part.length() - 2) : part, name -> new KeyNode());
      node = list ? node.elements() : node;
    }
    node.key = added;
  }

  private KeyNode elements() {
    KeyNode node = element;
    if (node == null) {
      node = new KeyNode();
      element = node;
    }
    return node;
  }

  /** The key at this place; null for a section. */
  public @Nullable KeyDefinition key() {
    return key;
  }

  /** The element of the list; null if elements have no keys. */
  public @Nullable KeyNode element() {
    return element;
  }

  /** Sections and keys below, by name, in the table's order. */
  public Map<String, KeyNode> children() {
    return children;
  }

  /** Whether the user chooses the names of the keys below. */
  public boolean isFree() {
    return children.isEmpty() && element == null;
  }
}
