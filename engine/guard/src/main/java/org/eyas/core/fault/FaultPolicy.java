package org.eyas.core.fault;

import java.util.concurrent.TimeUnit;

/**
 * When a service counts as faulty, and what becomes of it.
 *
 * @param budgetNanos how long a call on the loop may take
 * @param budgetBytes how much memory it may allocate; elsewhere it is more by the role's factor
 * @param limit after how many faults within the window a service is taken out; 0 for never
 * @param disables whether calls that throw count for that as those over a budget do
 */
public record FaultPolicy(long budgetNanos, long budgetBytes, int limit, long windowNanos, boolean disables) {
  public static final FaultPolicy USUAL =
      new FaultPolicy(TimeUnit.MILLISECONDS.toNanos(10), 1 << 20, 10, TimeUnit.SECONDS.toNanos(60), false);

  /** How much memory a call of a role may allocate. */
  long budgetBytes(Role role) {
    return role.memoryFactor() == 0 ? Long.MAX_VALUE : budgetBytes * role.memoryFactor();
  }
}
