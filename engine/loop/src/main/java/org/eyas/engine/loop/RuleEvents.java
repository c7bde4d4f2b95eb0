package org.eyas.engine.loop;

import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.eyas.engine.check.EventTypeNames;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.schema.SyscallSets;
import org.eyas.engine.schema.Syscalls;

/** The names of the events that the rules on system calls need. */
final class RuleEvents {
  private static final int GENERIC = 1;

  // A rule on all events, or on all except some, does not include these: the probe would deliver every context switch
  // and every page fault of the machine.
  private static final Set<String> ONLY_BY_NAME = Set.of("switch", "page_fault");
  private static final int NAMED = 32;

  private RuleEvents() {}

  /** @param rules rules of any source; only enabled rules on system calls need events */
  static SortedSet<String> of(List<LoadedRule> rules) {
    BitSet codes = new BitSet();
    SortedSet<String> names = new TreeSet<>();
    SortedSet<String> byName = new TreeSet<>();
    List<String> generic = Syscalls.generic();
    for (LoadedRule rule : rules) {
      if (rule.reads("syscall")) {
        BitSet own = rule.condition("syscall").eventCodes();
        codes.or(own);
        if (own.cardinality() <= NAMED) {
          byName.addAll(named(own));
        }
        // System calls without their own event type share one: only the condition says which one is meant.
        if (own.get(GENERIC) && !names.containsAll(generic)) {
          rule.trees("syscall").forEach(tree -> names.addAll(EventTypeNames.of(tree)));
        }
      }
    }
    names.addAll(named(codes));
    names.retainAll(SyscallSets.traceable());
    names.removeAll(ONLY_BY_NAME);
    byName.retainAll(ONLY_BY_NAME);
    names.addAll(byName);
    return names;
  }

  private static List<String> named(BitSet codes) {
    return codes.stream().mapToObj(code -> EventSchema.current().type(code).name()).toList();
  }
}
