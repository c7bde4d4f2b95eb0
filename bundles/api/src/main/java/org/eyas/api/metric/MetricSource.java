package org.eyas.api.metric;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Numbers of one bundle. Whoever offers this service is part of what /metrics shows and of the metrics snapshots.
 *
 * <p>Names begin with {@code falcosecurity_plugins_} and the bundle's short name where Falco has a plugin with these
 * metrics, else with a prefix of the bundle's own; {@code falcosecurity_falco_}, {@code falcosecurity_scap_} and
 * {@code eyas_} are the engine's.
 */
@ConsumerType
public interface MetricSource {
  /**
   * The numbers of this moment. Called on the thread of whoever asks, a few times a minute, by several at once; must not
   * wait. What counts events should be written by one thread and read here without a lock.
   */
  List<Metric> metrics();
}
