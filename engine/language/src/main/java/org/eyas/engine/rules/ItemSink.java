package org.eyas.engine.rules;

/** Receives the items of a document one by one: a fault in an item ends the document before the next item is read. */
@FunctionalInterface
interface ItemSink {
  void accept(RuleItem item);
}
