package org.eyas.fleet.job;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eyas.output.kafka.KafkaBroker;
import org.jspecify.annotations.Nullable;

/** A broker of Kafka as a process, with the topics of the job. */
public final class FleetTopics implements AutoCloseable {
  public static final String ALERTS = "eyas-alerts";
  /** Audit events of Kubernetes; it has one partition. */
  public static final String AUDIT = "eyas-audit";
  public static final String RULES = "eyas-rules";
  public static final String OUTPUT = "eyas-fleet-alerts";
  public static final String BAD = "eyas-fleet-bad";
  public static final int PARTITIONS = 4;

  private final KafkaBroker broker;
  private final KafkaProducer<String, String> producer;
  private final Map<String, CommittedTopic> topics = new HashMap<>();
  private volatile @Nullable Exception failed;
  private int renewed;

  public FleetTopics(Path folder) throws Exception {
    broker = new KafkaBroker(folder);
    create();
    Map<String, Object> settings = Map.of("bootstrap.servers", broker.address(), "linger.ms", 5, "compression.type", "lz4");
    producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
  }

  private void create() throws Exception {
    broker.create(name(ALERTS), PARTITIONS, Map.of());
    broker.create(name(AUDIT), 1, Map.of());
    broker.create(name(RULES), 1, Map.of("cleanup.policy", "compact"));
    broker.create(name(OUTPUT), 1, Map.of());
    broker.create(name(BAD), 1, Map.of());
  }

  /** From now on, there are other topics, which are empty. */
  void renew() throws Exception {
    topics.values().forEach(CommittedTopic::close);
    topics.clear();
    failed = null;
    renewed++;
    create();
  }

  /** A name that is as different as those of the topics. */
  String name(String first) {
    return renewed == 0 ? first : first + "-" + renewed;
  }

  public KafkaBroker broker() {
    return broker;
  }

  /** Writes a rule file; null removes it. */
  public void rules(String file, @Nullable String content, long millis) throws Exception {
    producer.send(new ProducerRecord<>(name(RULES), null, millis, file, content)).get();
  }

  /** Sends an alert. The partition follows from the host. */
  public void alert(String host, String json) {
    send(new ProducerRecord<>(name(ALERTS), host, json));
  }

  public void alertTo(int partition, String json) {
    send(new ProducerRecord<>(name(ALERTS), partition, null, json));
  }

  /** Sends a record of audit events. */
  public void audit(String json) {
    send(new ProducerRecord<>(name(AUDIT), json));
  }

  private void send(ProducerRecord<String, String> alert) {
    producer.send(alert, (place, fault) -> failed = fault == null ? failed : fault);
  }

  /** Returns when the broker has all alerts. */
  public void flush() {
    producer.flush();
    if (failed != null) {
      throw new IllegalStateException("an alert was not sent", failed);
    }
  }

  /** The committed records of a topic with one partition. For one thread. */
  public List<String> committed(String topic) {
    return topics.computeIfAbsent(topic, first -> new CommittedTopic(broker.address(), name(first))).values();
  }

  @Override
  public void close() throws Exception {
    topics.values().forEach(CommittedTopic::close);
    producer.close(Duration.ZERO);
    broker.close();
  }
}
