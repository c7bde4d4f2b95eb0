package org.eyas.core.osgi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eyas.api.metric.Metric;
import org.eyas.api.metric.MetricSource;
import org.eyas.api.metric.Metrics;
import org.eyas.core.metric.EngineMetrics;
import org.eyas.core.metric.Group;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The engine's metrics and those of every bundle that has some. */
@Component(service = {AllMetrics.class, Metrics.class})
public final class AllMetrics implements Metrics {
  private static final Logger LOG = LoggerFactory.getLogger(AllMetrics.class);

  private final MetricSettings settings;
  private final EngineReadings readings;
  private final Offers<MetricSource> others = new Offers<>();
  private final Set<String> failed = ConcurrentHashMap.newKeySet();

  @Activate
  public AllMetrics(@Reference MetricSettings settings, @Reference EngineReadings readings) {
    this.settings = settings;
    this.readings = readings;
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindSource(MetricSource source, Map<String, Object> properties) {
    others.add(source, properties);
  }

  void unbindSource(MetricSource source) {
    others.remove(source);
  }

  @Override
  public List<Metric> all() {
    Set<Group> groups = settings.groups();
    List<Metric> all = new ArrayList<>(EngineMetrics.of(readings.read(), groups));
    if (groups.contains(Group.PLUGINS)) {
      all.addAll(ofOthers());
    }
    return all;
  }

  /** Those of other bundles. One that fails is told once, and takes nothing away from the others. */
  List<Metric> ofOthers() {
    List<Metric> all = new ArrayList<>();
    for (MetricSource source : others.services()) {
      try {
        all.addAll(source.metrics());
      } catch (RuntimeException e) {
        String name = source.getClass().getName();
        if (failed.add(name)) {
          LOG.error("{} failed; its metrics are missing", name, e);
        }
      }
    }
    return all;
  }
}
