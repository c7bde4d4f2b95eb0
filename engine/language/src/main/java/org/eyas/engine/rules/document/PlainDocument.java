package org.eyas.engine.rules.document;

import java.util.ArrayList;
import java.util.List;
import org.eyas.engine.rules.document.PlainValueConverter.ShapeException;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A YAML document as maps, lists and texts, collected item by item. */
public final class PlainDocument {
  private final List<Object> items = new ArrayList<>();
  private Object value = items;
  private long size;
  private @Nullable ShapeException fault;

  /** Adds an item. Returns whether this item and all previous items have a valid shape. */
  public boolean add(Node item) {
    add(item, items);
    return fault == null;
  }

  /** Sets the kind of the document: a sequence consists of the items that were added. */
  public void finish(Node root) {
    if (!(root instanceof SequenceNode)) {
      List<Object> whole = new ArrayList<>(1);
      add(root, whole);
      value = whole.isEmpty() ? "" : whole.getFirst();
    }
  }

  /** The whole document. */
  public Object value() throws ShapeException {
    if (fault != null) {
      throw fault;
    }
    return value;
  }

  private void add(Node node, List<Object> into) {
    if (fault != null) {
      return;
    }
    try {
      PlainValueConverter values = new PlainValueConverter();
      into.add(values.of(node));
      size += values.size();
      if (size > PlainValueConverter.MOST_VALUES) {
        throw PlainValueConverter.tooMany(node.getStartMark());
      }
    } catch (ShapeException e) {
      fault = e;
    }
  }
}
