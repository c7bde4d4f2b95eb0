package org.eyas.api.pushdown;

import java.util.Set;

/**
 * The classes of threads to which conditions refer ({@link RawCondition.ProcessClass}), for a source that applies these
 * conditions. Immutable.
 *
 * @param count how many there are
 * @param ofAncestors a bit for each class that also depends on the main thread of a process, its parent or other
 *     ancestors
 * @param changing the codes of the events after which the classes of their thread may differ. A clone changes nothing
 *     in the thread that made it
 */
public record ThreadClasses(int count, long ofAncestors, Set<Integer> changing) {
  public static final ThreadClasses NONE = new ThreadClasses(0, 0, Set.of());

  public ThreadClasses {
    changing = Set.copyOf(changing);
  }
}
