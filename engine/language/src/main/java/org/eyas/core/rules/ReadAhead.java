package org.eyas.core.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.eyas.core.check.Interruption;
import org.jspecify.annotations.Nullable;

/**
 * The items of a text that is not yet read to its end, and what there is to say of them. A syntax error further down refuses
 * all of them; otherwise each counts as if nothing behind it had been read.
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

  /** Reads one item; behind one with a fault none is. */
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

  /** Hands on everything in the order in which it was written. */
  void handOn(Findings findings, ItemSink sink) {
    int told = 0;
    for (Entry entry : entries) {
      Interruption.check();
      findings.repeat(found.warnings().subList(told, entry.warningsBefore()));
      told = entry.warningsBefore();
      sink.accept(entry.item());
    }
    findings.repeat(found.warnings().subList(told, found.warnings().size()));
    if (fault != null) {
      throw fault;
    }
  }
}
