package org.eyas.engine.rules.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A YAML mapping of a rule document, read by key. Values are texts as written, without the types of YAML. */
public final class YamlMapping {
  private static final Set<String> TRUE = Set.of("y", "yes", "true", "on");
  private static final Set<String> FALSE = Set.of("n", "no", "false", "off");

  private final MappingNode node;
  private final DocumentPlace context;

  public YamlMapping(MappingNode node, DocumentPlace context) {
    this.node = node;
    this.context = context;
  }

  /** The same mapping; faults are reported at another place. */
  public YamlMapping within(DocumentPlace other) {
    return new YamlMapping(node, other);
  }

  public MappingNode node() {
    return node;
  }

  public DocumentPlace context() {
    return context;
  }

  public List<String> keys() {
    List<String> keys = new ArrayList<>();
    for (NodeTuple tuple : node.getValue()) {
      keys.add(keyText(tuple.getKeyNode()));
    }
    return keys;
  }

  /** A key as text: empty if it is a collection, and "null" if it has no value. */
  public static String keyText(Node key) {
    if (isNull(key)) {
      return "null";
    }
    return key instanceof ScalarNode scalar ? scalar.getValue() : "";
  }

  public boolean has(String key) {
    return find(key) != null;
  }

  /** The value of a key, or null; if a key appears twice, the first value counts. */
  @Nullable
  public Node find(String key) {
    for (NodeTuple tuple : node.getValue()) {
      if (tuple.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key)) {
        return tuple.getValueNode();
      }
    }
    return null;
  }

  public Node require(String key) {
    Node value = find(key);
    if (value == null) {
      throw LoadFault.structure("Item has no mapping for key '" + key + "'", context);
    }
    return value;
  }

  /** The place of a key's value, which must exist. */
  public DocumentPlace at(String key, PlaceType type) {
    return context.at(require(key), type);
  }

  public String text(String key) {
    Node value = require(key);
    if (isNull(value)) {
      throw LoadFault.structure("Mapping for key '" + key + "' is empty", context);
    }
    if (!(value instanceof ScalarNode scalar)) {
      throw LoadFault.structure("Value is not a scalar value", context.at(value, PlaceType.VALUE_FOR, key));
    }
    if (scalar.getValue().isEmpty()) {
      throw LoadFault.structure("Value must be non-empty", context.at(value, PlaceType.VALUE_FOR, key));
    }
    return scalar.getValue();
  }

  public String text(String key, String otherwise) {
    return has(key) ? text(key) : otherwise;
  }

  /** As {@link #text(String, String)}, but an empty value counts as absent. */
  public String textOrEmpty(String key) {
    Node value = find(key);
    boolean empty = value == null || isNull(value) || value instanceof ScalarNode s && s.getValue().isEmpty();
    return empty ? "" : text(key);
  }

  public boolean flag(String key, boolean otherwise) {
    return has(key) ? flag(key) : otherwise;
  }

  public boolean flag(String key) {
    String written = text(key);
    String value = sameCase(written) ? written.toLowerCase(Locale.ROOT) : "";
    if (!TRUE.contains(value) && !FALSE.contains(value)) {
      throw undecodable(key);
    }
    return TRUE.contains(value);
  }

  /** Whether the case of a boolean is valid: true, True and TRUE are booleans, tRue is not. */
  private static boolean sameCase(String written) {
    String tail = written.substring(1);
    return tail.equals(tail.toLowerCase(Locale.ROOT)) || written.equals(written.toUpperCase(Locale.ROOT));
  }

  /** A number from 0 to 2^32 - 1. */
  public long number(String key, long otherwise) {
    return has(key) ? number(key) : otherwise;
  }

  public long number(String key) {
    long value = unsigned(text(key));
    if (value < 0) {
      throw undecodable(key);
    }
    return value;
  }

  /** A number of 32 bits in YAML's notation: decimal, 0x... or 0...; -1 for any other text. */
  public static long unsigned(String written) {
    try {
      long value = written.startsWith("#") ? -1 : Long.decode(written);
      return value < 1L << 32 ? value : -1;
    } catch (NumberFormatException ignored) {
      return -1;
    }
  }

  private LoadFault undecodable(String key) {
    return LoadFault.structure(
        "Can't decode YAML scalar value", context.at(require(key), PlaceType.VALUE_FOR, key));
  }

  /** A sequence of scalars. */
  public List<String> texts(String key) {
    Node value = require(key);
    DocumentPlace place = context.at(value, PlaceType.VALUE_FOR, key);
    if (!(value instanceof SequenceNode sequence)) {
      throw LoadFault.structure("Value is not a sequence", place);
    }
    List<String> texts = new ArrayList<>(sequence.getValue().size());
    for (Node element : sequence.getValue()) {
      if (!(element instanceof ScalarNode scalar) || isNull(element)) {
        throw LoadFault.structure("sequence value is not scalar", place.at(element, PlaceType.LIST_ITEM));
      }
      texts.add(scalar.getValue());
    }
    return texts;
  }

  public SortedSet<String> tags() {
    return has("tags") ? new TreeSet<>(texts("tags")) : new TreeSet<>();
  }

  public static boolean isNull(Node node) {
    return node.getTag().equals(Tag.NULL);
  }
}
