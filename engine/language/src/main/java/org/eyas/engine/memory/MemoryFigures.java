package org.eyas.engine.memory;

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
}
