package org.eyas.core.rules;

/** Takes the items of a document one by one: a fault in an item stops the document before the next is read. */
@FunctionalInterface
interface ItemSink {
  void accept(RuleItem item);
}
