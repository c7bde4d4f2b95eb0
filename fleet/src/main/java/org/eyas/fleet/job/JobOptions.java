package org.eyas.fleet.job;

import static java.util.Map.entry;

import java.io.IOException;
import java.io.Reader;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.eyas.engine.stateful.condition.TimeSpan;

/**
 * The arguments of the job, as {@code --NAME VALUE}.
 *
 * @param servers some brokers, as HOST:PORT
 * @param alerts the topics with the alerts of hosts
 * @param audit the topics with audit events of Kubernetes; none if it is empty
 * @param rules the compacted topic with rule files
 * @param output the topic for alerts of the fleet
 * @param bad the topic for records that cannot be used
 * @param client properties of Kafka's clients, such as those of TLS
 * @param name the host name of the alerts of the fleet, and the consumer group
 * @param lateness the delay of an alert, compared with other alerts, up to which it is sorted by time
 * @param idle the time after which the clock of a partition that was read to its end advances without records
 * @param checkpoint the time between two checkpoints; a reader of committed records sees an alert after the next one
 * @param forget the time after which an unused value of {@code first} is forgotten
 */
public record JobOptions(
    String servers, List<String> alerts, List<String> audit, String rules, String output, String bad, Properties client,
    String name,
    Duration lateness, Duration idle, Duration checkpoint, Duration forget)
    implements Serializable {
  /**
   * The timeout of transactions: less than the 15 minutes that a broker allows by default, and longer than a restart of
   * the job.
   */
  static final Duration TRANSACTION = Duration.ofMinutes(10);

  /** The interval in which times are emitted, in milliseconds. */
  static final long STEP_MILLIS = 200;

  private static final long serialVersionUID = 1;
  private static final Map<String, String> DEFAULTS =
      Map.ofEntries(
          entry("alerts", "eyas-alerts"), entry("audit", ""), entry("rules", "eyas-rules"), entry("output", "eyas-fleet-alerts"),
          entry("bad", "eyas-fleet-bad"), entry("properties", ""), entry("name", "eyas-fleet"), entry("lateness", "10s"),
          entry("idle", "5s"), entry("checkpoint", "5s"), entry("forget", "90d"));
  /** A transaction is open from one checkpoint to the next; the broker ends it after {@link #TRANSACTION}. */
  private static final Duration LONGEST_CHECKPOINT = Duration.ofMinutes(5);
  /** The shortest idle time that may be set: times are emitted in steps of {@link #STEP_MILLIS}. */
  private static final Duration SHORTEST_IDLE = Duration.ofMillis(STEP_MILLIS);
  private static final String SERVERS = "bootstrap-servers";
  private static final Set<String> FIXED =
      Set.of("bootstrap.servers", "group.id", "isolation.level", "transactional.id", "enable.auto.commit");

  public JobOptions {
    alerts = List.copyOf(alerts);
    if (checkpoint.compareTo(LONGEST_CHECKPOINT) > 0) {
      throw new IllegalArgumentException(
          "--checkpoint may be at most 5m, because Kafka ends a transaction that is open for "
              + TRANSACTION.toMinutes() + " minutes");
    }
    if (idle.compareTo(SHORTEST_IDLE) < 0) {
      throw new IllegalArgumentException("--idle must be at least " + STEP_MILLIS + "ms");
    }
  }

  /** The topics with alerts and with audit events. */
  List<String> events() {
    return Stream.concat(alerts.stream(), audit.stream()).toList();
  }

  /** @throws IllegalArgumentException with a line for people, if an argument is wrong */
  public static JobOptions parse(String... arguments) {
    Map<String, String> values = new HashMap<>(DEFAULTS);
    for (int i = 0; i < arguments.length; i += 2) {
      String name = arguments[i].startsWith("--") ? arguments[i].substring(2) : "";
      if (!DEFAULTS.containsKey(name) && !name.equals(SERVERS)) {
        throw new IllegalArgumentException("'" + arguments[i] + "' is not an option of the job; the options are " + names());
      }
      if (i + 1 == arguments.length) {
        throw new IllegalArgumentException("--" + name + " needs a value");
      }
      values.put(name, arguments[i + 1]);
    }
    if (!values.containsKey(SERVERS)) {
      throw new IllegalArgumentException("--" + SERVERS + " is missing: name some brokers, such as kafka-1:9092");
    }
    return of(values);
  }

  private static String names() {
    return "--" + SERVERS + ", --" + String.join(", --", DEFAULTS.keySet().stream().sorted().toList());
  }

  private static JobOptions of(Map<String, String> values) {
    return new JobOptions(
        values.getOrDefault(SERVERS, ""), topics(values, "alerts"), topics(values, "audit"), value(values, "rules"),
        value(values, "output"), value(values, "bad"), client(value(values, "properties")), value(values, "name"),
        time(values, "lateness"), time(values, "idle"), time(values, "checkpoint"), time(values, "forget"));
  }

  private static List<String> topics(Map<String, String> values, String name) {
    String topics = value(values, name);
    return topics.isEmpty() ? List.of() : List.of(topics.split(","));
  }

  private static String value(Map<String, String> values, String name) {
    return values.getOrDefault(name, "");
  }

  private static Duration time(Map<String, String> values, String name) {
    String text = value(values, name);
    OptionalLong nanos = TimeSpan.nanos(text);
    if (nanos.isPresent() && nanos.getAsLong() > 0) {
      return Duration.ofNanos(nanos.getAsLong());
    }
    if (text.matches("[1-9][0-9]{0,4}d")) { // longer than the windows of rules may be
      return Duration.ofDays(Long.parseLong(text.substring(0, text.length() - 1)));
    }
    throw new IllegalArgumentException("--" + name + " must be " + TimeSpan.FORM + ", not '" + text + "'");
  }

  private static Properties client(String file) {
    Properties client = new Properties();
    if (file.isEmpty()) {
      return client;
    }
    try (Reader in = Files.newBufferedReader(Path.of(file))) {
      client.load(in);
    } catch (IOException e) {
      throw new IllegalArgumentException("--properties " + file + " cannot be read: " + e, e);
    }
    for (String name : Set.copyOf(client.stringPropertyNames())) {
      if (FIXED.contains(name)) {
        throw new IllegalArgumentException("--properties " + file + ": " + name + " cannot be set, because the job sets it");
      }
    }
    return client;
  }
}
