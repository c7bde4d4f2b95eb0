package org.eyas.engine.stateful;

/**
 * Figures about the state of the stateful rules of one loop.
 *
 * @param groups groups of events with the same key, including expired ones
 * @param bytes an estimate of the heap that they take
 * @param evicted groups that were evicted before their time because the memory was full
 * @param mostEvicting the rule with the most evicted groups since the rules were loaded; empty if there is none
 */
public record StatefulRuleFigures(long groups, long bytes, long evicted, String mostEvicting) {
  public static final StatefulRuleFigures NONE = new StatefulRuleFigures(0, 0, 0, "");
}
