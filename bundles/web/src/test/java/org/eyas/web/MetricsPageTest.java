package org.eyas.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eyas.api.metric.Metric;
import org.eyas.testkit.reference.PrometheusText;
import org.junit.jupiter.api.Test;

class MetricsPageTest {
  private final List<Metric> metrics = new ArrayList<>();
  private final MetricsPage page = new MetricsPage(() -> () -> metrics);

  private String served(String accept) {
    WebReply reply = page.reply(accept);
    assertEquals(200, reply.status());
    return new String(reply.body(), StandardCharsets.UTF_8);
  }

  @Test
  void metricsOfOneNameStandTogetherHoweverTheyCome() {
    metrics.add(Metric.counter("a_total", "First.", Map.of("x", "1"), 3L));
    metrics.add(Metric.gauge("falcosecurity_scap_n_threads_total", "Threads.", Map.of(), 12L));
    metrics.add(Metric.counter("a_total", "First.", Map.of("x", "2"), 4L));
    metrics.add(Metric.info("b_info", "Told.", Map.of("version", "1.0")));
    PrometheusText text = PrometheusText.parse(served(""));
    assertEquals(3.0, text.samples().get("a_total{x=\"1\"}"));
    assertEquals(4.0, text.samples().get("a_total{x=\"2\"}"));
    assertEquals(12.0, text.samples().get("falcosecurity_scap_n_threads_total"));
    assertEquals(1.0, text.samples().get("b_info{version=\"1.0\"}"));
    assertEquals("gauge", text.types().get("falcosecurity_scap_n_threads_total"));
    assertEquals("counter", text.types().get("a_total"));
  }

  @Test
  void ruleNamesWithEveryKindOfLetterAreEscaped() {
    metrics.add(Metric.counter("a_total", "h\\ \n", Map.of("rule_name", "say \"hi\" \\ größer\nnext"), 1L));
    PrometheusText text = PrometheusText.parse(served("text/plain"));
    assertEquals(1.0, text.samples().get("a_total{rule_name=\"say \\\"hi\\\" \\\\ größer\\nnext\"}"));
  }

  @Test
  void twoBundlesWithTheSameMetricDoNotSpoilThePage() {
    metrics.add(Metric.counter("a_total", "One.", Map.of(), 1L));
    metrics.add(Metric.counter("a_total", "Two.", Map.of(), 2L));
    metrics.add(Metric.gauge("a_total", "Three.", Map.of("x", "y"), 3L));
    PrometheusText text = PrometheusText.parse(served(""));
    assertEquals(1.0, text.samples().get("a_total"));
    assertFalse(text.samples().containsKey("a_total{x=\"y\"}"));
  }

  @Test
  void theJavaMachineIsThereToo() {
    PrometheusText text = PrometheusText.parse(served(""));
    assertTrue(text.samples().get("jvm_memory_used_bytes{area=\"heap\"}") > 0);
    assertTrue(text.samples().get("process_cpu_seconds_total") > 0);
    assertTrue(text.types().keySet().stream().allMatch(name -> name.startsWith("jvm_") || name.startsWith("process_")));
  }

  @Test
  void whoAsksForOpenMetricsGetsThem() {
    metrics.add(Metric.counter("a_total", "One.", Map.of(), 1L));
    WebReply reply = page.reply("application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5");
    String text = new String(reply.body(), StandardCharsets.UTF_8);
    assertTrue(reply.type().startsWith("application/openmetrics-text; version=1.0.0"), reply.type());
    assertTrue(text.endsWith("# EOF\n") && text.contains("# TYPE a counter\n"), text);
    assertTrue(page.reply("text/html").type().startsWith("text/plain; version=0.0.4"));
  }

  @Test
  void whileNobodyMeasuresThatIsSaid() {
    WebReply reply = new MetricsPage(() -> null).reply("");
    assertEquals(503, reply.status());
    assertTrue(new String(reply.body(), StandardCharsets.UTF_8).contains("metrics.enabled"));
  }
}
