package org.eyas.core.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eyas.api.metric.Metric;
import org.eyas.api.metric.MetricSource;
import org.eyas.api.metric.Metrics;
import org.eyas.core.metric.EngineMetrics;
import org.eyas.core.metric.Group;
import org.eyas.core.part.Faults;
import org.eyas.core.part.GuardedOffers;
import org.eyas.core.setting.MetricSettings;
import org.eyas.engine.guard.GuardedMetrics;
import org.eyas.engine.guard.Role;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Collects the metrics of the engine and of all other bundles that offer metrics. */
@Component(service = {AllMetrics.class, Metrics.class})
public final class AllMetrics implements Metrics {
  private final MetricSettings settings;
  private final EngineReadings readings;
  private final Faults faults;
  private final GuardedOffers<MetricSource> others;

  @Activate
  public AllMetrics(
      @Reference MetricSettings settings, @Reference EngineReadings readings, @Reference Faults faults) {
    this.settings = settings;
    this.readings = readings;
    this.faults = faults;
    others = new GuardedOffers<>(faults, Role.METRICS, GuardedMetrics::new);
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
    Set<Group> groups = settings.groups();
    List<Metric> all = new ArrayList<>(EngineMetrics.of(readings.read(), groups));
    all.addAll(faults.metrics());
    if (groups.contains(Group.PLUGINS)) {
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
