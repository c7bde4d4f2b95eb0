package org.eyas.engine.guard;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.eyas.api.control.HealthProblem;

/** The problems that bundles report about themselves: the last problem of each bundle. May be used from any thread. */
public final class BundleProblems {
  private final Map<Long, HealthProblem> byBundle = new ConcurrentSkipListMap<>();

  /** Sets the problem of a bundle. If the bundle reports the same problem again, the time of the first report stays. */
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
