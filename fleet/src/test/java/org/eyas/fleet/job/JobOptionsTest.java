package org.eyas.fleet.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobOptionsTest {
  private static String fault(String... arguments) {
    return assertThrows(IllegalArgumentException.class, () -> JobOptions.parse(arguments)).getMessage();
  }

  @Test
  void onlyTheBrokersMustBeNamed() {
    JobOptions options = JobOptions.parse("--bootstrap-servers", "k:9092");
    assertEquals(List.of("eyas-alerts"), options.alerts());
    assertEquals(List.of("eyas-alerts"), options.events());
    assertEquals(Duration.ofSeconds(10), options.lateness());
    assertEquals(Duration.ofDays(90), options.forget());
  }

  @Test
  void auditEventsAreReadFromTheirOwnTopics() {
    JobOptions options = JobOptions.parse("--bootstrap-servers", "k:9092", "--alerts", "a,b", "--audit", "c,d");
    assertEquals(List.of("c", "d"), options.audit());
    assertEquals(List.of("a", "b", "c", "d"), options.events());
  }

  @Test
  void aMistakeIsOneLineThatNamesTheOption() {
    assertEquals("--bootstrap-servers is missing: name some brokers, such as kafka-1:9092", fault());
    assertTrue(fault("--alert", "x")
        .startsWith("'--alert' is not an option of the job; the options are --bootstrap-servers, --alerts, "));
    assertEquals("--rules needs a value", fault("--rules"));
    assertEquals(
        "--lateness must be a whole number followed by ms, s, m, h or d, such as 60s, of at most 30d, not '5'",
        fault("--bootstrap-servers", "k:9092", "--lateness", "5"));
    assertEquals(
        "--checkpoint may be at most 5m, because Kafka ends a transaction that is open for 10 minutes",
        fault("--bootstrap-servers", "k:9092", "--checkpoint", "6m"));
    assertEquals("--idle must be at least 200ms", fault("--bootstrap-servers", "k:9092", "--idle", "100ms"));
  }

  @Test
  void propertiesThatTheJobSetsAreRefused(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("client.properties"), "security.protocol=SSL\n");
    JobOptions options = JobOptions.parse("--bootstrap-servers", "k:9092", "--properties", file.toString());
    assertEquals("SSL", options.client().getProperty("security.protocol"));
    Files.writeString(file, "group.id=x\n");
    assertEquals(
        "--properties " + file + ": group.id cannot be set, because the job sets it",
        fault("--bootstrap-servers", "k:9092", "--properties", file.toString()));
    assertTrue(fault("--bootstrap-servers", "k:9092", "--properties", file + ".none").contains("cannot be read"));
  }
}
