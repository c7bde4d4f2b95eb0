package org.eyas.web;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.eyas.api.metric.Metrics;
import org.jspecify.annotations.Nullable;

/**
 * All metrics, including those of the Java virtual machine, in the text format that the request accepts: Prometheus or
 * OpenMetrics.
 */
final class MetricsPage implements WebPage {
  private final Supplier<@Nullable Metrics> metrics;
  private final ExpositionFormats formats = ExpositionFormats.init();
  private final PrometheusRegistry machine = JavaMetrics.registry();

  /** @param metrics returns the service, or null while there is none */
  MetricsPage(Supplier<@Nullable Metrics> metrics) {
    this.metrics = metrics;
  }

  @Override
  public WebReply reply(String accept) {
    Metrics there = metrics.get();
    if (there == null) {
      return WebReply.text(503, "metrics are not available yet, or disabled (metrics.enabled)\n");
    }
    List<MetricSnapshot> all = new ArrayList<>(MetricFamilies.of(there.all()));
    machine.scrape().forEach(all::add);
    return written(formats.findWriter(accept), new MetricSnapshots(all));
  }

  private static WebReply written(ExpositionFormatWriter writer, MetricSnapshots all) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try {
      writer.write(body, all);
    } catch (IOException e) {
      throw new UncheckedIOException("bug in Eyas: writing to memory failed", e);
    }
    return new WebReply(200, writer.getContentType(), body.toByteArray());
  }
}
