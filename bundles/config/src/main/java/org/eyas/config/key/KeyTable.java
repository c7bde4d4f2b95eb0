package org.eyas.config.key;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eyas.common.TsvTable;
import org.jspecify.annotations.Nullable;

/** All keys of a configuration file, read once from {@code keys.tsv}. */
public final class KeyTable {
  private static final KeyTable ALL = new KeyTable(TsvTable.rows(KeyTable.class, "keys.tsv", KeyDefinition::of));

  private final Map<String, KeyDefinition> byName = new LinkedHashMap<>();
  private final KeyNode root = new KeyNode();

  private KeyTable(List<KeyDefinition> keys) {
    for (KeyDefinition key : keys) {
      if (byName.put(key.name(), key) != null) {
        throw new IllegalStateException("key is twice in the table: " + key.name());
      }
      root.add(key);
    }
  }

  public static KeyTable all() {
    return ALL;
  }

  /** All keys, in the order of the table. */
  public List<KeyDefinition> keys() {
    return List.copyOf(byName.values());
  }

  /** The key of a path in which {@code []} is an element of a list. */
  public @Nullable KeyDefinition key(String name) {
    return byName.get(name);
  }

  /** The whole tree. */
  public KeyNode root() {
    return root;
  }

  /** Whether a key only configures a feature that another key of its section enables and that is in the same state. */
  public boolean followsSwitch(KeyDefinition key) {
    KeyDefinition enabled = byName.get(key.section() + ".enabled");
    return enabled != null && enabled != key && enabled.state() == key.state();
  }
}
