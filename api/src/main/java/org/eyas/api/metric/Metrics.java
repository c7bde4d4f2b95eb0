package org.eyas.api.metric;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The metrics of the engine and of every {@link MetricSource}, as far as the configuration enables them. The service exists only
 * if metrics are enabled. Any thread may call it.
 */
@ProviderType
public interface Metrics {
  /** The current numbers. Takes milliseconds, because the loop of each source answers after its current batch. */
  List<Metric> all();
}
