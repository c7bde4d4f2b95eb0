package org.eyas.engine.rules.item;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.eyas.api.rule.RuleDocument;
import org.eyas.engine.check.InterruptCheck;
import org.eyas.engine.rules.document.DocumentFindings;
import org.eyas.engine.rules.document.LoadFault;
import org.eyas.engine.rules.document.RuleLimits;
import org.jspecify.annotations.Nullable;

/**
 * Buffers the items of a text and their warnings until the text is read to its end. A later syntax error rejects all
 * items; otherwise each item is processed as if nothing after it had been read.
 */
final class BufferedItems {
  private record Entry(RuleItem item, int warningsBefore) {}

  private final DocumentFindings found;
  private final List<Entry> entries = new ArrayList<>();
  private final ItemReader reader;
  private final List<LoadFault> refused = new ArrayList<>();
  private final boolean translated;
  private @Nullable LoadFault fault;

  BufferedItems(RuleDocument document, RuleLimits limits) {
    translated = document.translated();
    found = new DocumentFindings(document.name());
    reader = new ItemReader(found, limits, item -> entries.add(new Entry(item, found.warnings().size())));
  }

  /** Reads one item. After an item with a fault, no more items are read, except of a translated document. */
  void read(Consumer<ItemReader> step) {
    if (fault != null) {
      return;
    }
    try {
      step.accept(reader);
    } catch (LoadFault e) {
      if (translated) {
        refused.add(e);
      } else {
        fault = e;
      }
    }
  }

  /** Passes on all items and warnings in the order in which they were written. */
  void deliver(DocumentFindings findings, ItemSink sink) {
    int repeated = 0;
    for (Entry entry : entries) {
      InterruptCheck.throwIfInterrupted();
      findings.repeat(found.warnings().subList(repeated, entry.warningsBefore()));
      repeated = entry.warningsBefore();
      sink.accept(entry.item());
    }
    findings.repeat(found.warnings().subList(repeated, found.warnings().size()));
    refused.forEach(sink::refuse);
    if (fault != null) {
      throw fault;
    }
  }
}
