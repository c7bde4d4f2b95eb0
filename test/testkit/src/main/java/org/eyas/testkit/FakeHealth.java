package org.eyas.testkit;

import java.util.List;
import java.util.function.Supplier;
import org.eyas.api.control.FaultCount;
import org.eyas.api.control.Health;
import org.eyas.api.control.HealthProblem;

/**
 * The health of an engine, with the problems that a test chooses.
 *
 * @param current called for each request
 */
public record FakeHealth(Supplier<List<HealthProblem>> current) implements Health {
  @Override
  public List<HealthProblem> problems() {
    return current.get();
  }

  @Override
  public List<FaultCount> faults() {
    return List.of();
  }

  @Override
  public void readmit(String bundle) {
    throw new UnsupportedOperationException(bundle);
  }
}
