package org.eyas.output.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eyas.testkit.ConditionWait;
import org.eyas.testkit.LocalPorts;
import org.eyas.testkit.TestCertificates;
import org.eyas.testkit.process.ShellKill;
import org.jspecify.annotations.Nullable;

/**
 * A broker of Kafka as a process of its own (KRaft, with the class path of the test), which can be killed and started again on the
 * same data.
 */
public final class KafkaBroker implements AutoCloseable {
  static final String PASSWORD = "pass=word;1";

  private static final String CONFIGURATION =
      """
      process.roles=broker,controller
      node.id=1
      controller.quorum.voters=1@localhost:%2$d
      controller.listener.names=CONTROLLER
      listeners=PLAINTEXT://localhost:%1$d,SASL_PLAINTEXT://localhost:%3$d,CONTROLLER://localhost:%2$d%6$s
      listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SASL_PLAINTEXT:SASL_PLAINTEXT,SSL:SSL
      sasl.enabled.mechanisms=PLAIN
      listener.name.sasl_plaintext.plain.sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required \
      user_eyas="%4$s";
      log.dirs=%5$s
      auto.create.topics.enable=false
      offsets.topic.replication.factor=1
      transaction.state.log.replication.factor=1
      transaction.state.log.min.isr=1
      num.io.threads=2
      num.network.threads=1
      log.cleaner.enable=false
      """;

  private final Path folder;
  private final int port = LocalPorts.free();
  private final int saslPort;
  private final int tlsPort = LocalPorts.free();
  private final Path configuration;
  private @Nullable Process process;

  /** Makes the broker and starts it. */
  public KafkaBroker(Path folder) throws IOException, InterruptedException {
    this(folder, null);
  }

  /** @param certificates of the server, if it also accepts clients over TLS that have a certificate */
  KafkaBroker(Path folder, @Nullable TestCertificates certificates) throws IOException, InterruptedException {
    this.folder = folder;
    int controller = LocalPorts.free();
    saslPort = LocalPorts.free();
    String text = CONFIGURATION.formatted(port, controller, saslPort, PASSWORD, folder.resolve("data"), tls(certificates));
    configuration = Files.writeString(folder.resolve("server.properties"), text);
    Process format =
        java("kafka.tools.StorageTool", "format", "--cluster-id", "4L6g3nShT-eMCtK--X86sw", "--config", configuration.toString());
    if (format.waitFor() != 0) {
      throw new IOException("the data of the broker cannot be made: " + log());
    }
    start();
  }

  // The value of listeners ends with it, so that lines may follow.
  private String tls(@Nullable TestCertificates certificates) throws IOException {
    return certificates == null
        ? ""
        : """
            ,SSL://localhost:%d
            ssl.keystore.type=PEM
            ssl.keystore.location=%s
            ssl.truststore.type=PEM
            ssl.truststore.location=%s
            ssl.client.auth=required"""
            .formatted(tlsPort, identity(certificates, "server"), certificates.path("ca.crt"));
  }

  /** A file with a key and its certificate, as Kafka reads them. */
  static Path identity(TestCertificates certificates, String name) throws IOException {
    Path file = Path.of(certificates.path(name + ".pem"));
    return Files.writeString(
        file, Files.readString(Path.of(certificates.path(name + ".key")))
            + Files.readString(Path.of(certificates.path(name + ".crt"))));
  }

  private Process java(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(ProcessHandle.current().info().command().orElse("java"), "-Xmx256m", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
        .start();
  }

  private String log() {
    try {
      return Files.readString(folder.resolve("log"));
    } catch (IOException e) {
      return "it has no log: " + e;
    }
  }

  /** Starts it, unless it runs; returns when it answers. */
  public void start() throws IOException {
    if (process == null || !process.isAlive()) {
      Process started = java("kafka.Kafka", configuration.toString());
      process = started;
      ConditionWait.until(started, this::answers, () -> "the broker does not start: " + log());
    }
  }

  private boolean answers() throws InterruptedException {
    try (Admin admin = admin()) {
      admin.listTopics().names().get(5, TimeUnit.SECONDS);
      return true;
    } catch (ExecutionException | TimeoutException e) {
      return false;
    }
  }

  private Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", address(), "default.api.timeout.ms", 5_000, "request.timeout.ms", 4_000));
  }

  /** HOST:PORT without authentication. */
  public String address() {
    return "localhost:" + port;
  }

  /** HOST:PORT for the user eyas. */
  String saslAddress() {
    return "localhost:" + saslPort;
  }

  /** HOST:PORT over TLS. */
  String tlsAddress() {
    return "localhost:" + tlsPort;
  }

  /** Creates a topic. */
  public void create(String topic, int partitions, Map<String, String> settings) throws Exception {
    try (Admin admin = admin()) {
      NewTopic fresh = new NewTopic(topic, Optional.of(partitions), Optional.empty()).configs(settings);
      admin.createTopics(List.of(fresh)).all().get(30, TimeUnit.SECONDS);
    }
  }

  /** All records of a topic, those of each partition in order. */
  public List<ConsumerRecord<String, String>> records(String topic) {
    Map<String, Object> settings = Map.of("bootstrap.servers", address(), "default.api.timeout.ms", 10_000);
    List<ConsumerRecord<String, String>> records = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      List<TopicPartition> all =
          consumer.partitionsFor(topic).stream().map(part -> new TopicPartition(topic, part.partition())).toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      long count = consumer.endOffsets(all).values().stream().mapToLong(Long::longValue).sum();
      while (records.size() < count) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
    }
    return records;
  }

  /** The values of all records of a topic. */
  public List<String> values(String topic) {
    return records(topic).stream().map(ConsumerRecord::value).toList();
  }

  /** Ends it with SIGKILL. */
  public void kill() throws InterruptedException {
    Process running = process;
    process = null;
    if (running != null) {
      running.destroyForcibly().waitFor();
    }
  }

  /** Sends a signal: STOP or CONT. */
  void signal(String name) throws IOException, InterruptedException {
    Process running = process;
    if (running != null) {
      ShellKill.send(name, running);
    }
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
