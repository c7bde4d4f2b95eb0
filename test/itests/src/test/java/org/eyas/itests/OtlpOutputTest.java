package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eyas.output.http.OtlpServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Alerts over OTLP/HTTP from the program as shipped, to a receiver that reads them with OpenTelemetry's own messages. */
@Timeout(180)
class OtlpOutputTest {
  private static final int ALERTS = 100;
  private static final String CONTAINER = "ab".repeat(32);
  /** The receiver rejects records of DEBUG. */
  private static final String RULES =
      """
      - rule: Opened first
        desc: d
        condition: evt.type = openat and evt.arg.name = /f/1
        output: first %evt.arg.name
        priority: DEBUG
      - rule: Opened
        desc: d
        condition: evt.type = openat
        output: opened %evt.arg.name pid=%proc.pid
        priority: WARNING
        tags: [file, T1083]
      """;

  @TempDir private Path folder;
  @AutoClose private final EyasRun eyas = new EyasRun(() -> folder);

  private void replay(OtlpServer server) throws Exception {
    eyas.write("rules.yaml", RULES);
    eyas.write(
        "eyas.yaml",
        """
        stdout_output: {enabled: true}
        append_output: [{extra_fields: [container.id, container.full_id]}]
        eyas:
          http_outputs: [{name: otel, url: "%s", format: otlp, compress_uploads: true}]
        """
            .formatted(server.url()));
    try (CaptureFeed capture = CaptureFeed.in(folder)) {
      Program program = Program.eyas("-c", "eyas.yaml", "-e", capture.pipe().toString(), "-r", "rules.yaml");
      capture.open(eyas.start(program.with("FALCO_HOSTNAME", "shop")));
      capture.feedProgram("/docker/" + CONTAINER);
      capture.feed(ALERTS);
    }
    eyas.awaitEnd();
  }

  private static Map<String, AnyValue> values(List<KeyValue> attributes) {
    return attributes.stream().collect(Collectors.toMap(KeyValue::getKey, KeyValue::getValue));
  }

  private static String text(List<KeyValue> attributes, String name) {
    return values(attributes).getOrDefault(name, AnyValue.getDefaultInstance()).getStringValue();
  }

  @Test
  void everyAlertIsARecordWithItsFieldsAndItsResource() throws Exception {
    try (OtlpServer server = new OtlpServer()) {
      replay(server);
      List<String> names =
          server.accepted().stream().map(entry -> text(entry.getAttributesList(), "evt.arg.name")).toList();
      assertEquals(IntStream.rangeClosed(2, ALERTS).mapToObj(number -> "/f/" + number).toList(), names);
      LogRecord last = server.accepted().getLast();
      assertTrue(last.getBody().getStringValue().endsWith(": Warning opened /f/100 pid=42"), last.getBody().getStringValue());
      assertEquals(13, last.getSeverityNumberValue());
      assertEquals("Opened", text(last.getAttributesList(), "security_rule.name"));
      assertEquals(42, values(last.getAttributesList()).get("proc.pid").getIntValue());
      ResourceLogs logs = server.received().getLast();
      List<KeyValue> resource = logs.getResource().getAttributesList();
      assertEquals("eyas shop linux " + CONTAINER,
          List.of("service.name", "host.name", "os.type", "container.id").stream().map(name -> text(resource, name))
              .collect(Collectors.joining(" ")));
    }
  }

  @Test
  void aRecordThatTheReceiverRejectsIsReported() throws Exception {
    try (OtlpServer server = new OtlpServer()) {
      replay(server);
      assertEquals(ALERTS, server.received().size(), "none is sent twice");
      assertEquals(ALERTS - 1, server.accepted().size());
      assertEquals(1, eyas.count("err", "no records of DEBUG"), eyas.err());
    }
  }
}
