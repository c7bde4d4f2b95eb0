package org.eyas.engine.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.eyas.engine.check.Interruption;
import org.jspecify.annotations.Nullable;

/**
 * The items of a text that is not yet read to its end, and their warnings. A later syntax error rejects all of them;
 * otherwise each item is processed as if nothing after it had been read.
 */
final class ReadAhead {
  private record Entry(RuleItem item, int warningsBefore) {}

  private final Findings found;
  private final List<Entry> entries = new ArrayList<>();
  private final ItemReader reader;
  private @Nullable LoadFault fault;

  ReadAhead(String document, RuleLimits limits) {
    found = new Findings(document);
    reader = new ItemReader(found, limits, item -> entries.add(new Entry(item, found.warnings().size())));
  }

  /** Reads one item; after an item with a fault, no more are read. */
  void read(Consumer<ItemReader> step) {
    if (fault != null) {
      return;
    }
    try {
      step.accept(reader);
    } catch (LoadFault e) {
      fault = e;
    }
  }

  /** Passes on all items and warnings in the order in which they were written. */
  void passOn(Findings findings, ItemSink sink) {
    int repeated = 0;
    for (Entry entry : entries) {
      Interruption.check();
      findings.repeat(found.warnings().subList(repeated, entry.warningsBefore()));
      repeated = entry.warningsBefore();
      sink.accept(entry.item());
    }
    findings.repeat(found.warnings().subList(repeated, found.warnings().size()));
    if (fault != null) {
      throw fault;
    }
  }
}
