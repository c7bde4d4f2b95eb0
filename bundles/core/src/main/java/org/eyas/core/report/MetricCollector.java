package org.eyas.core.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eyas.api.metric.Metric;
import org.eyas.api.metric.MetricSource;
import org.eyas.api.metric.Metrics;
import org.eyas.core.metric.EngineMetrics;
import org.eyas.core.metric.MetricGroup;
import org.eyas.core.part.BundleFaults;
import org.eyas.core.part.GuardedServices;
import org.eyas.core.setting.MetricSettings;
import org.eyas.engine.guard.GuardedMetrics;
import org.eyas.engine.guard.ServiceRole;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Collects the metrics of the engine and of all other bundles that offer metrics. */
@Component(service = {MetricCollector.class, Metrics.class})
public final class MetricCollector implements Metrics {
  private final MetricSettings settings;
  private final EngineReader readings;
  private final BundleFaults faults;
  private final GuardedServices<MetricSource> others;

  @Activate
  public MetricCollector(
      @Reference MetricSettings settings, @Reference EngineReader readings, @Reference BundleFaults faults) {
    this.settings = settings;
    this.readings = readings;
    this.faults = faults;
    others = new GuardedServices<>(faults, ServiceRole.METRICS, GuardedMetrics::new);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindSource(MetricSource source, Map<String, Object> properties) {
    others.add(source, properties);
  }

  void unbindSource(MetricSource source) {
    others.remove(source);
    others.close(source);
  }

  @Override
  public List<Metric> all() {
    Set<MetricGroup> groups = settings.groups();
    List<Metric> all = new ArrayList<>(EngineMetrics.of(readings.read(), groups));
    all.addAll(faults.metrics());
    if (groups.contains(MetricGroup.PLUGINS)) {
      all.addAll(ofOthers());
    }
    return all;
  }

  /** The metrics of other bundles. */
  List<Metric> ofOthers() {
    List<Metric> all = new ArrayList<>();
    others.services().forEach(source -> all.addAll(source.metrics()));
    return all;
  }
}
