package org.eyas.engine.rules.item;

import org.eyas.engine.rules.document.LoadFault;

/** Receives the items of a document one by one. A fault in an item ends the document before the next item is read. */
@FunctionalInterface
public interface ItemSink {
  void accept(RuleItem item);

  /** Receives the fault of an item in a translated document. The items after it can still be read. */
  default void refuse(LoadFault fault) {
    throw fault;
  }
}
