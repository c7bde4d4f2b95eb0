package org.eyas.output.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.eyas.payload.PayloadMessage;
import org.junit.jupiter.api.Test;

class ProducerSettingsTest {
  private static Map<String, Object> settings(String... properties) throws IOException {
    return ProducerSettings.of(new String[] {"a:9092", "b:9092"}, properties, 60_000);
  }

  private static String refusal(String... properties) {
    return String.valueOf(assertThrows(IOException.class, () -> settings(properties)).getMessage());
  }

  @Test
  void theProducerIsIdempotentAndPropertiesArePassedOn() throws Exception {
    Map<String, Object> settings = settings("security.protocol=SSL", "ssl.key.password=a=b", "linger.ms=5");
    assertEquals("a:9092,b:9092", settings.get("bootstrap.servers"));
    assertEquals(true, settings.get("enable.idempotence"));
    assertEquals("all", settings.get("acks"));
    assertEquals("SSL", settings.get("security.protocol"));
    assertEquals("a=b", settings.get("ssl.key.password"));
    assertEquals("5", settings.get("linger.ms"));
  }

  @Test
  void aWrongSettingNamesItsKey() {
    assertEquals("eyas.kafka_output.properties.acks cannot be set: Eyas sets it", refusal("acks=1"));
    assertEquals(
        "eyas.kafka_output.properties.bootstrap.servers cannot be set, use eyas.kafka_output.bootstrap_servers",
        refusal("bootstrap.servers=x"));
    assertEquals("eyas.kafka_output.properties.sasl.mecanism is not a property of Kafka's producer",
        refusal("sasl.mecanism=PLAIN"));
    assertEquals(
        "eyas.kafka_output.properties.compression.type: 'zstd' needs a native library that Eyas does not contain; use gzip or none",
        refusal("compression.type=zstd"));
    IOException none = assertThrows(IOException.class, () -> ProducerSettings.of(new String[0], new String[0], 1));
    assertEquals(
        "eyas.kafka_output.bootstrap_servers is empty: name at least one broker, as HOST:PORT", none.getMessage());
  }

  @Test
  void aWrongValueIsReportedAtTheStart() {
    String wrong = refusal("security.protocol=TLS");
    assertTrue(wrong.contains("security.protocol"), wrong);
    IOException address =
        assertThrows(IOException.class, () -> ProducerSettings.of(new String[] {"no port"}, new String[0], 60_000));
    assertEquals("eyas.kafka_output.bootstrap_servers: 'no port' is not of the form HOST:PORT", address.getMessage());
  }

  /** A record is sent again as long as the delivery lasts, and a record on disk is asked about every ten seconds. */
  @Test
  void theProducerWaitsForABrokerAsLongAsItSendsARecordAgain() throws Exception {
    assertEquals(60_000, settings().get("max.block.ms"));
    var stored = ProducerSettings.of(new String[] {"a:9092"}, new String[0], ProducerSettings.FOR_EVER);
    assertEquals(10_000, stored.get("max.block.ms"));
  }

  @Test
  void aNameThatIsNotKnownYetIsNotAWrongSetting() throws Exception {
    KafkaTopic topic = Outputs.topic("no-such-host.invalid:9092", "t", 1_000);
    Future<RecordMetadata> result = topic.send(new KeyedMessage("k", new PayloadMessage("text/plain", "a")));
    Throwable failure = assertThrows(ExecutionException.class, result::get).getCause();
    assertTrue(topic.failureText(failure).contains("No resolvable bootstrap urls"), topic.failureText(failure));
    topic.close(0);
  }
}
