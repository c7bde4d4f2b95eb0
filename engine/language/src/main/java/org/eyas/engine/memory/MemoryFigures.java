package org.eyas.engine.memory;

import java.util.Comparator;
import java.util.List;

/**
 * How much the rules of one loop remember.
 *
 * @param groups groups of events with the same values, including those whose time is over
 * @param bytes an estimate of the heap that they take
 * @param evicted groups that were forgotten before their time because the memory was full
 * @param mostEvicting the rule that forgot most of them since the rules were loaded; empty if none did
 */
public record MemoryFigures(long groups, long bytes, long evicted, String mostEvicting) {
  public static final MemoryFigures NONE = new MemoryFigures(0, 0, 0, "");

  static MemoryFigures of(GroupStores stores, long evicted, List<TrackedRule> rules) {
    String most = rules.stream().filter(each -> each.forgotten() > 0).max(Comparator.comparingLong(TrackedRule::forgotten))
        .map(each -> each.rule().name()).orElse("");
    return new MemoryFigures(stores.groups(), stores.bytes(), evicted, most);
  }
}
