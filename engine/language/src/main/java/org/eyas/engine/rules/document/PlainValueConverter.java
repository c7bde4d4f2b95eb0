package org.eyas.engine.rules.document;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Converts YAML nodes to maps, lists and texts. A node that several aliases name becomes one value. The conversion
 * rejects an alias that contains itself, aliases that stand for too many values, and keys that are not texts, so later
 * code need not check for them.
 */
public final class PlainValueConverter {
  static final long MOST_VALUES = 1_000_000;

  /** Thrown if a node contains itself or is a key, or if the document is too big after its aliases are resolved. */
  public static final class ShapeException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Mark mark;

    ShapeException(String message, Mark mark) {
      super(message, null, false, false);
      this.mark = mark;
    }

    public Mark mark() {
      return mark;
    }
  }

  private record Plain(Object value, long size) {}

  private static final Plain UNFINISHED = new Plain("", 0);

  private final Map<Node, Plain> known = new IdentityHashMap<>();

  private long size;

  Object of(Node document) throws ShapeException {
    Plain plain = plain(document);
    size = plain.size();
    return plain.value();
  }

  /** The number of values of the last document, including all values of its aliases. */
  long size() {
    return size;
  }

  static ShapeException tooMany(Mark place) {
    return new ShapeException("aliases stand for more than " + MOST_VALUES + " values", place);
  }

  private Plain plain(Node node) throws ShapeException {
    if (node instanceof ScalarNode scalar) {
      return new Plain(YamlMapping.isNull(node) ? "" : scalar.getValue(), 1);
    }
    Plain before = known.get(node);
    if (before == UNFINISHED) {
      throw new ShapeException("an alias stands for something that contains it", node.getStartMark());
    }
    if (before != null) {
      return before;
    }
    known.put(node, UNFINISHED);
    Plain plain = node instanceof SequenceNode sequence ? list(sequence) : map((MappingNode) node);
    if (plain.size() > MOST_VALUES) {
      throw tooMany(node.getStartMark());
    }
    known.put(node, plain);
    return plain;
  }

  private Plain list(SequenceNode node) throws ShapeException {
    List<Object> list = new ArrayList<>(node.getValue().size());
    long size = 1;
    for (Node element : node.getValue()) {
      Plain plain = plain(element);
      size += plain.size();
      list.add(plain.value());
    }
    return new Plain(list, size);
  }

  /** The first of equal keys counts, as in {@link YamlMapping}. */
  private Plain map(MappingNode node) throws ShapeException {
    Map<String, Object> map = new LinkedHashMap<>();
    long size = 1;
    for (NodeTuple tuple : node.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode)) {
        throw new ShapeException("bad conversion: a key must be a text", tuple.getKeyNode().getStartMark());
      }
      Plain plain = plain(tuple.getValueNode());
      size += 1 + plain.size();
      map.putIfAbsent(YamlMapping.keyText(tuple.getKeyNode()), plain.value());
    }
    return new Plain(map, size);
  }
}
