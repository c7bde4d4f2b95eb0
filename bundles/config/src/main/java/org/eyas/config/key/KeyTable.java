package org.eyas.config.key;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** All keys of a configuration file, read once from {@code keys.tsv}. */
public final class KeyTable {
  private static final KeyTable ALL = new KeyTable(read());

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

  private static List<KeyDefinition> read() {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(KeyTable.class.getResourceAsStream("keys.tsv")), StandardCharsets.UTF_8))) {
      return in.lines().filter(line -> !line.startsWith("#")).map(KeyDefinition::parse).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In the table's order. */
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
