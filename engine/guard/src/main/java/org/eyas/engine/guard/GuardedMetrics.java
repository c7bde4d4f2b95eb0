package org.eyas.engine.guard;

import java.util.List;
import org.eyas.api.metric.Metric;
import org.eyas.api.metric.MetricSource;

/** The guard around the metrics of another bundle. If they fail, other metrics are not affected. */
public final class GuardedMetrics implements MetricSource {
  private final MetricSource source;
  private final ServiceGuard guard;

  public GuardedMetrics(MetricSource source, ServiceGuard guard) {
    this.source = source;
    this.guard = guard;
  }

  @Override
  public List<Metric> metrics() {
    if (guard.isOut()) {
      return List.of();
    }
    CallGate gate = guard.gate(CallGate.EACH); // several threads may call at once
    gate.enter();
    try {
      return List.copyOf(source.metrics());
    } catch (Throwable e) {
      gate.convertFailure(e);
      return List.of();
    } finally {
      gate.leave();
    }
  }

  @Override
  public String toString() {
    return guard.origin().toString();
  }
}
