package org.eyas.output.kafka;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eyas.api.failure.Reason;

/** The settings of Kafka's producer: ours, and those of the user, which may not contradict them. */
final class ProducerSettings {
  /** The timeout for a record that the producer sends until a broker has it. */
  static final int FOR_EVER = Integer.MAX_VALUE;

  private static final int MAX_BLOCK_MILLIS = 10_000;
  private static final int REQUEST_MILLIS = 10_000;
  private static final int MEMORY_BYTES = 8 << 20;
  private static final Pattern ADDRESS = Pattern.compile(".+:[0-9]{1,5}");
  private static final Set<String> NATIVE = Set.of("snappy", "lz4", "zstd");

  /**
   * The settings that users cannot change, each with the reason. With other values, alerts could be lost, doubled or out of
   * order.
   */
  private static final Map<String, String> OURS =
      Map.of(
          ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "eyas.kafka_output.bootstrap_servers",
          ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "eyas.kafka_output.spool",
          ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "",
          ProducerConfig.ACKS_CONFIG, "",
          ProducerConfig.RETRIES_CONFIG, "",
          ProducerConfig.TRANSACTIONAL_ID_CONFIG, "",
          ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, "",
          ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, "",
          ProducerConfig.METRIC_REPORTER_CLASSES_CONFIG, "",
          ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, "");

  private ProducerSettings() {}

  /**
   * Completes the settings of the user.
   *
   * @param servers HOST:PORT of some brokers
   * @param properties each NAME=VALUE
   * @param deliveryMillis how long the producer tries to send a record, also while it knows no broker; or {@link #FOR_EVER}
   * @throws IOException if a setting is wrong; the message names its key
   */
  static Map<String, Object> of(String[] servers, String[] properties, int deliveryMillis) throws IOException {
    if (servers.length == 0) {
      throw new IOException("eyas.kafka_output.bootstrap_servers is empty: name at least one broker, as HOST:PORT");
    }
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, "eyas");
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, deliveryMillis == FOR_EVER ? MAX_BLOCK_MILLIS : deliveryMillis);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.min(REQUEST_MILLIS, deliveryMillis));
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, MEMORY_BYTES);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    for (String property : properties) {
      int equals = property.indexOf('=');
      add(settings, property.substring(0, equals), property.substring(equals + 1));
    }
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, String.join(",", servers));
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, deliveryMillis);
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    settings.put(ProducerConfig.METRIC_REPORTER_CLASSES_CONFIG, "");
    settings.put(ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
    check(settings);
    return settings;
  }

  // Without connecting and without looking up names.
  private static void check(Map<String, Object> settings) throws IOException {
    try {
      ProducerConfig checked = new ProducerConfig(settings);
      for (String server : checked.getList(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG)) {
        if (!ADDRESS.matcher(server).matches()) {
          throw new IOException("eyas.kafka_output.bootstrap_servers: '" + server + "' is not of the form HOST:PORT");
        }
      }
    } catch (ConfigException e) {
      throw new IOException("eyas.kafka_output: " + Reason.of(e), e);
    }
  }

  private static void add(Map<String, Object> settings, String name, String value) throws IOException {
    String key = "eyas.kafka_output.properties." + name;
    String ours = OURS.get(name);
    if (ours != null) {
      throw new IOException(key + " cannot be set" + (ours.isEmpty() ? ": Eyas sets it" : ", use " + ours));
    }
    if (!ProducerConfig.configNames().contains(name)) {
      throw new IOException(key + " is not a property of Kafka's producer");
    }
    if (name.equals(ProducerConfig.COMPRESSION_TYPE_CONFIG) && NATIVE.contains(value)) {
      throw new IOException(key + ": '" + value + "' needs a native library that Eyas does not contain; use gzip or none");
    }
    settings.put(name, value);
  }
}
