package org.eyas.engine.demand;

import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.eyas.engine.check.EventNameFinder;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.schema.SyscallCodes;
import org.eyas.engine.schema.SyscallSets;
import org.eyas.engine.text.FalcoVersion;

/** The names of the events that the rules on system calls need. */
public final class RuleEventNames {
  private static final int GENERIC = 1;

  // A rule on all events, or on all except some, does not include these: the probe would deliver every context switch
  // and every page fault of the machine.
  private static final Set<String> ONLY_BY_NAME = Set.of("switch", "page_fault");
  private static final int NAMED = 32;

  private RuleEventNames() {}

  /** @param rules rules of any source; only enabled rules on system calls need events */
  public static SortedSet<String> of(List<LoadedRule> rules) {
    BitSet codes = new BitSet();
    SortedSet<String> names = new TreeSet<>();
    SortedSet<String> byName = new TreeSet<>();
    List<String> generic = SyscallCodes.generic();
    for (LoadedRule rule : rules) {
      if (rule.readsSource("syscall")) {
        BitSet own = rule.condition("syscall").eventCodes();
        codes.or(own);
        if (own.cardinality() <= NAMED) {
          byName.addAll(named(own));
        }
        // System calls without their own event type share one: only the condition says which one is meant. The names of Falco 0.44
        // contain those of later versions.
        if (own.get(GENERIC) && !names.containsAll(generic)) {
          rule.trees("syscall").forEach(tree -> names.addAll(EventNameFinder.of(tree, FalcoVersion.V0_44)));
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

  /**
   * The names of the events that the rules need, and of those from which their fields learn.
   *
   * @param followed the conditions for events from which fields learn
   * @param all whether calls that transfer much data are delivered for that, too
   */
  public static SortedSet<String> of(List<LoadedRule> rules, List<LoadedRule> followed, boolean all) {
    SortedSet<String> learned = of(followed);
    if (!all) {
      learned.removeAll(SyscallSets.ignored());
    }
    learned.addAll(of(rules));
    return learned;
  }

  private static List<String> named(BitSet codes) {
    return codes.stream().mapToObj(code -> EventSchema.current().type(code).name()).toList();
  }
}
