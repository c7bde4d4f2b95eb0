package org.eyas.engine.rules;

/** Receives the items of a document one by one: a fault in an item ends the document before the next item is read. */
@FunctionalInterface
interface ItemSink {
  void accept(RuleItem item);

  /** An item of a translated document cannot be read; the items after it can. */
  default void refuse(LoadFault fault) {
    throw fault;
  }
}
