package org.eyas.engine.guard;

import java.util.concurrent.TimeUnit;

/**
 * The conditions under which a service counts as faulty, and the consequences.
 *
 * @param budgetNanos maximum duration of a call on the loop
 * @param budgetBytes maximum allocation of a call on the loop; for other calls it is multiplied by the role's factor
 * @param limit the number of faults within the window after which a service is taken out; 0 for never
 * @param disables whether calls that throw count like calls over a budget
 */
public record FaultPolicy(long budgetNanos, long budgetBytes, int limit, long windowNanos, boolean disables) {
  public static final FaultPolicy USUAL =
      new FaultPolicy(TimeUnit.MILLISECONDS.toNanos(10), 1 << 20, 10, TimeUnit.SECONDS.toNanos(60), false);

  /** The maximum allocation of a call of this role. */
  long budgetBytes(ServiceRole role) {
    return role.memoryFactor() == 0 ? Long.MAX_VALUE : budgetBytes * role.memoryFactor();
  }
}
