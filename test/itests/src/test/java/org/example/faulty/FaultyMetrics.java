package org.example.faulty;

import java.util.List;
import java.util.Map;
import org.eyas.api.metric.Metric;
import org.eyas.api.metric.MetricSource;

public final class FaultyMetrics implements MetricSource {
  private final Action action;

  public FaultyMetrics(Map<String, Object> properties) {
    action = Action.of(properties);
  }

  @Override
  public List<Metric> metrics() {
    return List.of(Metric.gauge("faulty_actions", "Actions.", Map.of(), action.run()));
  }
}
