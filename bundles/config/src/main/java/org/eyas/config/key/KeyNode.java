package org.eyas.config.key;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A place in the tree of keys: a section, a key, or both where the elements of a list have keys of their own. */
public final class KeyNode {
  private final Map<String, KeyNode> children = new LinkedHashMap<>();
  private @Nullable Key key;
  private @Nullable KeyNode element;

  KeyNode() {}

  void add(Key added) {
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

  /** The key that stands here; null for a mere section. */
  public @Nullable Key key() {
    return key;
  }

  /** What an element of the list is; null where elements have no keys. */
  public @Nullable KeyNode element() {
    return element;
  }

  /** Sections and keys below, by name, in the table's order. */
  public Map<String, KeyNode> children() {
    return children;
  }

  /** Whether the keys below are the user's own: nothing is known of them. */
  public boolean isFree() {
    return children.isEmpty() && element == null;
  }
}
