package org.eyas.core.fault;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.eyas.api.control.HealthProblem;

/** What bundles say of themselves, the last word of each. For any thread. */
public final class Complaints {
  private final Map<Long, HealthProblem> byBundle = new ConcurrentSkipListMap<>();

  /** One that says the same again has it since it said so first. */
  public void put(long bundle, HealthProblem problem) {
    byBundle.merge(bundle, problem, (before, now) -> before.problem().equals(now.problem()) ? before : now);
  }

  public void remove(long bundle) {
    byBundle.remove(bundle);
  }

  public List<HealthProblem> problems() {
    return List.copyOf(byBundle.values());
  }
}
