package org.eyas.source.k8saudit.webhook;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eyas.api.metric.Metric;

/** The figures of a webhook as metrics. */
public final class WebhookMetrics {
  private static final String PREFIX = "source_k8saudit_";

  private WebhookMetrics() {}

  public static List<Metric> of(WebhookFigures figures) {
    List<Metric> all = new ArrayList<>();
    figures.server().outcomes().forEach(
        (outcome, count) -> all.add(
            Metric.counter(
                PREFIX + "requests_total", "Requests and connections of senders, by what became of them.",
                Map.of("outcome", outcome.name().toLowerCase(Locale.ROOT)), count)));
    all.add(counter("received_bytes_total", "Size of the batches that were kept.", figures.server().keptBytes()));
    all.add(gauge("connections", "Senders that are connected.", figures.server().connections()));
    all.add(gauge("batches_waiting", "Batches that are kept until their events are evaluated.", figures.store().waiting()));
    all.add(gauge("spool_bytes", "What these batches need on disk or in memory.", figures.store().bytes()));
    all.add(counter("batches_lost_total", "Batches that were answered and are lost.", figures.store().lost()));
    all.add(counter("events_repeated_total", "Events that came again and were dropped.", figures.store().repeated()));
    return all;
  }

  private static Metric counter(String name, String help, long value) {
    return Metric.counter(PREFIX + name, help, Metric.NO_LABELS, value);
  }

  private static Metric gauge(String name, String help, long value) {
    return Metric.gauge(PREFIX + name, help, Metric.NO_LABELS, value);
  }
}
