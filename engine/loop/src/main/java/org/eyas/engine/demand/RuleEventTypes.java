package org.eyas.engine.demand;

import java.util.BitSet;
import org.eyas.engine.compile.RuleIndex;
import org.eyas.engine.rules.LoadedRule;

/** The types of events that a rule is about. */
public final class RuleEventTypes {
  private static final String SYSCALL = "syscall";

  private RuleEventTypes() {}

  /**
   * The codes of the events on which the rule can match. For a stateful rule, the codes of all its steps.
   */
  public static BitSet of(LoadedRule rule) {
    RuleIndex.Rule indexed = rule.source().equals(SYSCALL)
        ? RuleIndex.Rule.ofSyscalls(0, rule.condition())
        : RuleIndex.Rule.ofPlugin(0, rule.condition());
    return indexed.eventCodes();
  }
}
