package org.eyas.api.metric;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The metrics of one bundle. A bundle offers it as a service to add its numbers to /metrics and to the metrics snapshots.
 *
 * <p>If Falco has a plugin with these metrics, their names begin with {@code falcosecurity_plugins_} and the bundle's short name,
 * else with a prefix of the bundle's own. The prefixes {@code falcosecurity_falco_}, {@code falcosecurity_scap_} and
 * {@code eyas_} are reserved for the engine.
 */
@ConsumerType
public interface MetricSource {
  /**
   * The current numbers. Called a few times per minute by any thread, also by several threads at once; it must not wait. A
   * counter of events should be written by one thread and read here without a lock.
   */
  List<Metric> metrics();
}
