package org.eyas.api.metric;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * All numbers there are: those of the engine and those of every {@link MetricSource}, as far as the configuration switches
 * them on. The service is there where metrics are enabled. May be called from any thread.
 */
@ProviderType
public interface Metrics {
  /** The numbers of this moment; takes milliseconds, as the loop of a source answers behind its batch. */
  List<Metric> all();
}
