package org.eyas.itests;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eyas.output.kafka.KafkaBroker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Alerts from the program as shipped, with the part of Kafka's client that its bundle contains, to a real broker. */
@Timeout(240)
class KafkaOutputTest {
  private static final int ALERTS = 100;
  private static final String RULES =
      """
      - rule: Opened
        desc: d
        condition: evt.type = openat
        output: opened %evt.arg.name pid=%proc.pid
        priority: WARNING
        tags: [file, T1083]
      """;

  @TempDir private static Path brokers;
  private static KafkaBroker broker;

  @TempDir private Path folder;
  @AutoClose private final EyasRun eyas = new EyasRun(() -> folder);

  @BeforeAll
  static void startBroker() throws Exception {
    broker = new KafkaBroker(brokers);
  }

  @AfterAll
  static void endBroker() throws Exception {
    broker.close();
  }

  private String replay(String output) throws Exception {
    return replay(output, 0);
  }

  /** Replays a capture that ends when the topic "spooled" has so many alerts: at its end, a run waits for two seconds only. */
  private String replay(String output, int spooled) throws Exception {
    Files.deleteIfExists(folder.resolve("capture"));
    eyas.write("rules.yaml", RULES);
    eyas.write("eyas.yaml", "stdout_output: {enabled: true}\neyas:\n  kafka_output:\n" + output.indent(4));
    try (CaptureFeed capture = CaptureFeed.in(folder)) {
      Program program = Program.eyas("-c", "eyas.yaml", "-e", capture.pipe().toString(), "-r", "rules.yaml");
      capture.open(eyas.start(program.with("FALCO_HOSTNAME", "shop")));
      capture.feed(ALERTS);
      if (spooled > 0) {
        eyas.await("the alerts of all runs", () -> broker.values("spooled").size() >= spooled);
      }
    }
    eyas.awaitEnd();
    assertEquals(ALERTS, eyas.count("out", "opened /f/"));
    return eyas.err();
  }

  @Test
  void everyAlertIsARecordInTheChosenFormat() throws Exception {
    broker.create("alerts", 1, Map.of());
    String log =
        replay(
            """
            enabled: true
            bootstrap_servers: ["%s"]
            topic: alerts
            format: ocsf
            properties: {compression.type: gzip}
            """
                .formatted(broker.address()));
    // A busy machine may take longer than output_timeout for the first alert.
    String others = log.replaceAll("\"kafka\" output timeout: [^\n]*", "");
    assertFalse(others.matches("(?is).*(kafka[^\n]*(lost|error|exception|reject|not )|exception).*"), log);
    List<ConsumerRecord<String, String>> records = broker.records("alerts");
    assertEquals(ALERTS, records.size());
    for (ConsumerRecord<String, String> entry : records) {
      assertEquals("shop", entry.key());
      JsonObject finding = JsonParser.parseString(entry.value()).getAsJsonObject();
      assertEquals(2004, finding.get("class_uid").getAsInt());
      assertTrue(finding.get("message").getAsString().contains("opened /f/"), entry.value());
    }
  }

  @Test
  void alertsOfARunWithoutBrokerWaitOnDiskForTheNextOne() throws Exception {
    broker.create("spooled", 1, Map.of());
    String output =
        """
        enabled: true
        bootstrap_servers: ["%s"]
        topic: spooled
        spool: {directory: %s}
        """
            .formatted(broker.address(), folder.resolve("spool"));
    broker.kill();
    String log = replay(output);
    assertTrue(log.contains("kafka: " + ALERTS + " alerts wait in ") || log.contains("alerts are waiting"), log);
    assertFalse(Files.exists(folder.resolve("spool/ids")), "an orderly end forgets the ids of alerts");
    broker.start();
    replay(output, 2 * ALERTS);
    Map<String, Long> copies = broker.values("spooled").stream().collect(groupingBy(identity(), counting()));
    assertEquals(ALERTS, copies.size());
    copies.forEach((alert, count) -> assertEquals(2, count, alert)); // the same capture was replayed twice
  }

  @Test
  void aWrongSettingIsOneLineAndTheOtherOutputsWork() throws Exception {
    String log = replay("enabled: true\nbootstrap_servers: [\"localhost:1\"]\nproperties: {acks: \"1\"}\n");
    assertTrue(log.contains("eyas.kafka_output.properties.acks cannot be set: Eyas sets it; alerts for this output are lost"),
        log);
  }
}
