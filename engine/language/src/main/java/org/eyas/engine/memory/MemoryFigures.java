package org.eyas.engine.memory;

/**
 * How much the rules of one loop remember.
 *
 * @param groups groups of events with the same values, including those whose time is over
 * @param bytes an estimate of the heap that they take
 * @param evicted groups that were forgotten before their time because the memory was full
 */
public record MemoryFigures(long groups, long bytes, long evicted) {
  public static final MemoryFigures NONE = new MemoryFigures(0, 0, 0);
}
