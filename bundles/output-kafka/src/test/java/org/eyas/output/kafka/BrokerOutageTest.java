package org.eyas.output.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eyas.api.alert.AlertsLostException;
import org.eyas.payload.PayloadMessage;
import org.eyas.spool.delivery.AlertSender;
import org.eyas.testkit.ConditionWait;
import org.eyas.testkit.RenderedAlerts;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What arrives in a real broker that is killed, stopped, or lacks what the output needs. */
@Timeout(240)
class BrokerOutageTest {
  private static final int FOR_EVER = ProducerSettings.FOR_EVER;

  @TempDir private static Path brokers;
  private static KafkaBroker broker;

  @TempDir private Path folder;
  private String topic = "";

  @BeforeAll
  static void startBroker() throws Exception {
    broker = new KafkaBroker(brokers);
  }

  @AfterAll
  static void endBroker() throws Exception {
    broker.close();
  }

  @BeforeEach
  void begin(TestInfo test) throws Exception {
    topic = test.getDisplayName().replaceAll("\\W", "");
    broker.start();
  }

  private static List<String> numbers(int from, int to) {
    List<String> numbers = new ArrayList<>();
    for (int i = from; i < to; i++) {
      numbers.add("größer " + i);
    }
    return numbers;
  }

  private static void awaitDelivery(AlertSender<KeyedMessage> sender) {
    ConditionWait.until(() -> sender.kept().waiting() == 0, () -> "waiting: " + sender.kept());
  }

  @Test
  void aBrokerThatIsKilledLosesAndDoublesNothingThatWaitsOnDisk() throws Exception {
    broker.create(topic, 1, Map.of());
    AlertSender<KeyedMessage> delivery = Outputs.spooled(Outputs.topic(broker.address(), topic, FOR_EVER), folder);
    Outputs.send(delivery, "host", numbers(0, 5_000));
    ConditionWait.until(() -> delivery.kept().waiting() < 4_900);
    assertTrue(delivery.kept().waiting() > 0, "the broker is killed while alerts arrive");
    broker.kill();
    Outputs.send(delivery, "host", numbers(5_000, 5_300));
    broker.start();
    Outputs.send(delivery, "host", numbers(5_300, 5_400));
    awaitDelivery(delivery);
    delivery.close(1_000);
    assertEquals(numbers(0, 5_400), broker.values(topic));
  }

  @Test
  void aBrokerThatHangsGetsTheRecordOnce() throws Exception {
    broker.create(topic, 1, Map.of());
    AlertSender<KeyedMessage> delivery =
        Outputs.spooled(Outputs.topic(broker.address(), topic, FOR_EVER, "request.timeout.ms=500"), folder);
    Outputs.send(delivery, "host", numbers(0, 10));
    awaitDelivery(delivery);
    try {
      broker.signal("STOP");
      Outputs.send(delivery, "host", numbers(10, 20));
      ConditionWait.until(() -> !delivery.kept().problem().isEmpty());
      assertTrue(delivery.kept().problem().contains("no answer within 10000 ms"), delivery.kept().problem());
    } finally {
      broker.signal("CONT");
    }
    awaitDelivery(delivery);
    assertEquals("", delivery.kept().problem());
    delivery.close(1_000);
    assertEquals(numbers(0, 20), broker.values(topic));
  }

  @Test
  void theNextRunSendsWhatThisOneDidNot() throws Exception {
    broker.create(topic, 1, Map.of());
    try {
      broker.signal("STOP");
      AlertSender<KeyedMessage> first = Outputs.spooled(Outputs.topic(broker.address(), topic, FOR_EVER), folder);
      Outputs.send(first, "host", numbers(0, 50));
      first.close(100);
    } finally {
      broker.signal("CONT");
    }
    AlertSender<KeyedMessage> second = Outputs.spooled(Outputs.topic(broker.address(), topic, FOR_EVER), folder);
    awaitDelivery(second);
    second.close(1_000);
    List<String> arrived = broker.values(topic);
    assertEquals(numbers(0, 50), arrived.stream().distinct().toList());
    assertTrue(arrived.size() <= 51, "only the record that was being sent may be doubled: " + arrived.size());
  }

  @Test
  void aTopicThatDoesNotExistYetGetsWhatWaited() throws Exception {
    AlertSender<KeyedMessage> delivery =
        Outputs.spooled(Outputs.topic(broker.address(), topic, FOR_EVER, "max.block.ms=300"), folder);
    Outputs.send(delivery, "host", numbers(0, 5));
    ConditionWait.until(() -> delivery.kept().problem().contains("there is no topic " + topic));
    broker.create(topic, 1, Map.of());
    awaitDelivery(delivery);
    delivery.close(1_000);
    assertEquals(numbers(0, 5), broker.values(topic));
  }

  @Test
  void anAlertThatIsTooLargeIsPutAside() throws Exception {
    broker.create(topic, 1, Map.of("max.message.bytes", "2000"));
    AlertSender<KeyedMessage> delivery = Outputs.spooled(Outputs.topic(broker.address(), topic, FOR_EVER), folder);
    Outputs.send(delivery, "host", List.of("a", "x".repeat(5_000), "b"));
    awaitDelivery(delivery);
    assertEquals(1, delivery.kept().refused());
    delivery.close(1_000);
    assertEquals(List.of("a", "b"), broker.values(topic));
    assertTrue(Files.readString(folder.resolve("refused.jsonl"), StandardCharsets.UTF_8).contains("xxxxx"));
  }

  @Test
  void alertsWithOneKeyStayInOrder() throws Exception {
    broker.create(topic, 4, Map.of());
    BatchDelivery delivery = new BatchDelivery(Outputs.topic(broker.address(), topic, 60_000), 100);
    for (int i = 0; i < 2_000; i++) {
      KeyedMessage message = new KeyedMessage("k" + i % 17, new PayloadMessage("text/plain", String.valueOf(i)));
      delivery.send(RenderedAlerts.warning(message.message().body()).alert(), message, i % 100 == 99);
    }
    delivery.close(1_000);
    Map<String, Integer> last = new HashMap<>();
    List<ConsumerRecord<String, String>> records = broker.records(topic);
    for (ConsumerRecord<String, String> entry : records) {
      int number = Integer.parseInt(entry.value());
      assertTrue(number > last.getOrDefault(entry.key(), -1), entry.key());
      last.put(entry.key(), number);
    }
    assertEquals(2_000, records.size());
    assertEquals(17, last.size());
    assertEquals("text/plain",
        new String(records.getFirst().headers().lastHeader("content-type").value(), StandardCharsets.UTF_8));
  }

  @Test
  void aBatchWithoutBrokerIsLostAsAWholeAndThenSomeSecondsNothingIsTried() throws Exception {
    broker.kill();
    BatchDelivery delivery = new BatchDelivery(Outputs.topic(broker.address(), topic, 300), 600_000);
    AlertsLostException lost =
        assertThrows(AlertsLostException.class, () -> Outputs.send(delivery, "host", numbers(0, 5)));
    String text = String.valueOf(lost.getMessage());
    assertTrue(text.endsWith("; they are lost until it does") && !text.contains("\n"), text);
    assertEquals(text, delivery.kept().problem());
    IOException again = assertThrows(IOException.class, () -> Outputs.send(delivery, "host", numbers(5, 6)));
    assertEquals(text, again.getMessage());
    delivery.close(0);
  }

  @Test
  void aBatchThatFindsNoBrokerArrivesWhenOneComes() throws Exception {
    broker.create(topic, 1, Map.of());
    broker.kill();
    BatchDelivery delivery = new BatchDelivery(Outputs.topic(broker.address(), topic, 60_000), 100);
    var sent = CompletableFuture.runAsync(() -> sendUnchecked(delivery, numbers(0, 5)), Thread::startVirtualThread);
    broker.start();
    sent.get(90, TimeUnit.SECONDS);
    delivery.close(1_000);
    assertEquals(numbers(0, 5), broker.values(topic));
  }

  private static void sendUnchecked(AlertSender<KeyedMessage> sender, List<String> bodies) {
    try {
      Outputs.send(sender, "host", bodies);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void printsHowManyAlertsArriveInASecond() throws Exception {
    broker.create(topic, 1, Map.of());
    List<String> alerts = numbers(0, 3_000);
    AlertSender<KeyedMessage> stored = Outputs.spooled(Outputs.topic(broker.address(), topic, FOR_EVER), folder);
    long start = System.nanoTime();
    Outputs.send(stored, "host", alerts);
    awaitDelivery(stored);
    print("from disk", alerts.size(), start);
    stored.close(1_000);
    BatchDelivery batches = new BatchDelivery(Outputs.topic(broker.address(), topic, 60_000), 100);
    start = System.nanoTime();
    for (int i = 0; i < alerts.size(); i += 100) {
      Outputs.send(batches, "host", alerts.subList(i, i + 100));
    }
    print("in batches of 100", alerts.size(), start);
    batches.close(1_000);
    assertEquals(6_000, broker.values(topic).size());
  }

  private static void print(String what, int alerts, long startNanos) {
    System.out.printf("kafka: %d alerts/s %s%n", alerts * 1_000_000_000L / (System.nanoTime() - startNanos), what);
  }

  @Test
  void aWrongPasswordKeepsAlertsUntilItIsRight() throws Exception {
    broker.create(topic, 1, Map.of());
    AlertSender<KeyedMessage> wrong = Outputs.spooled(sasl("wrong"), folder);
    Outputs.send(wrong, "host", numbers(0, 3));
    ConditionWait.until(() -> wrong.kept().problem().contains("Authentication failed"), () -> wrong.kept().problem());
    wrong.close(0);
    AlertSender<KeyedMessage> right = Outputs.spooled(sasl(KafkaBroker.PASSWORD), folder);
    awaitDelivery(right);
    right.close(1_000);
    assertEquals(numbers(0, 3), broker.values(topic));
  }

  private KafkaTopic sasl(String password) throws IOException {
    String login =
        "sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username=\"eyas\" password=\""
            + password + "\";";
    return Outputs.topic(
        broker.saslAddress(), topic, FOR_EVER, "security.protocol=SASL_PLAINTEXT", "sasl.mechanism=PLAIN", login);
  }
}
