package org.eyas.output.kafka;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eyas.api.alert.OutputChannel;
import org.eyas.payload.AlertPayload;
import org.eyas.payload.PayloadFormats;
import org.eyas.testkit.OutputChannelContract;
import org.eyas.testkit.Receiver;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The contract of outputs, for a real broker without a spool. Its tests share the broker; each has a topic. */
@Timeout(180)
class BatchDeliveryContractTest extends OutputChannelContract {
  @TempDir private static Path brokers;
  private static KafkaBroker broker;
  private static int topics;

  private int deliveryMillis;

  @BeforeAll
  static void startBroker() throws Exception {
    broker = new KafkaBroker(brokers);
  }

  @AfterAll
  static void endBroker() throws Exception {
    broker.close();
  }

  // Short where alerts are expected to be lost, but not so short that a busy machine loses others.
  @BeforeEach
  void chooseTime(TestInfo test) {
    deliveryMillis = test.getDisplayName().matches("aReceiverThat(Vanished|IsBack).*") ? 8_000 : 60_000;
  }

  @Override
  protected Receiver receiver(Path folder) throws Exception {
    broker.start();
    String topic = "contract-" + topics++;
    broker.create(topic, 1, Map.of());
    return new Consumer(topic, deliveryMillis);
  }

  private static final class Consumer implements Receiver {
    private final String topic;
    private final BatchDelivery delivery;
    private final AlertPayload payload;

    Consumer(String topic, int deliveryMillis) throws Exception {
      this.topic = topic;
      payload = PayloadFormats.named("alert", "");
      delivery = new BatchDelivery(Outputs.topic(broker.address(), topic, deliveryMillis, "reconnect.backoff.max.ms=200"), 100);
    }

    @Override
    public OutputChannel channel() {
      return (alert, endOfBatch) -> delivery.send(alert.alert(), new KeyedMessage("host", payload.of(alert)), endOfBatch);
    }

    @Override
    public void block() throws Exception {
      broker.signal("STOP");
    }

    @Override
    public void unblock() throws Exception {
      broker.signal("CONT");
    }

    @Override
    public void vanish() throws Exception {
      broker.kill();
    }

    @Override
    public void comeBack() throws Exception {
      broker.start();
    }

    @Override
    public List<String> lines() throws Exception {
      broker.start();
      return broker.values(topic);
    }

    @Override
    public void close() throws Exception {
      delivery.close(0);
      broker.signal("CONT");
    }
  }
}
