package org.eyas.fleet.job;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * Measures how many alerts per second the job bears on a cluster of processes, with a broker and a generator on the same machine:
 * {@code LoadFleet FOLDER JAVA JOB_JAR RULES ALERTS RATE}. A rate of 0 sends as fast as the broker accepts, so that the job works
 * through a backlog. The exit code is 1 if not each thousandth alert raised one of the fleet.
 */
public final class LoadFleet {
  private static final int KEYS = 1_000_000;
  private static final int HOSTS = 10_000;
  /** Of so many alerts, three are about one new program on three hosts. */
  private static final int EACH = 1_000;
  private static final String FIRES = "Same new program on several hosts";
  private static final int STEP_SECONDS = 5;
  private static final PrintStream OUT = System.out;

  private final FleetTopics topics;
  private final FlinkProcesses cluster;
  private final int alerts;
  private final int rate;
  private final Instant begin = Instant.now();
  private final Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();

  private LoadFleet(FleetTopics topics, FlinkProcesses cluster, int alerts, int rate) {
    this.topics = topics;
    this.cluster = cluster;
    this.alerts = alerts;
    this.rate = rate;
    IntStream.range(0, FleetTopics.PARTITIONS)
        .forEach(number -> partitions.put(new TopicPartition(FleetTopics.ALERTS, number), OffsetSpec.latest()));
  }

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    boolean exact;
    try (FleetTopics topics = new FleetTopics(folder);
        FlinkProcesses cluster = new FlinkProcesses(folder, arguments[1])) {
      topics.rules("rules.yaml", Files.readString(Path.of(arguments[3])), System.currentTimeMillis());
      LoadFleet load = new LoadFleet(topics, cluster, Integer.parseInt(arguments[4]), Integer.parseInt(arguments[5]));
      exact = load.run(arguments[2]);
    }
    System.exit(exact ? 0 : 1);
  }

  private boolean run(String jar) throws Exception {
    Thread sender = Thread.ofPlatform().daemon().name("send-alerts").unstarted(this::send);
    if (rate == 0) {
      long start = System.nanoTime();
      sender.start();
      sender.join();
      OUT.printf("sent %,d alerts in %.1f s before the job begins%n", alerts, (System.nanoTime() - start) / 1e9);
    }
    cluster.run(jar, "--bootstrap-servers", topics.broker().address());
    if (rate > 0) {
      sender.start();
    }
    measure();
    return count();
  }

  /** Until the job has read all. It commits where it is with each checkpoint. */
  private void measure() throws Exception {
    long start = System.nanoTime();
    Duration cluster0 = cluster.processorTime();
    Duration others0 = otherTime();
    long read = 0;
    double first = 0;
    OUT.println("seconds  alerts read  behind  alerts/s");
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", topics.broker().address()))) {
      while (read < alerts) {
        TimeUnit.SECONDS.sleep(STEP_SECONDS);
        long now = admin.listConsumerGroupOffsets("eyas-fleet").partitionsToOffsetAndMetadata().get().entrySet().stream()
            .filter(each -> each.getKey().topic().equals(FleetTopics.ALERTS)).mapToLong(each -> each.getValue().offset()).sum();
        long sent = admin.listOffsets(partitions).all().get().values().stream().mapToLong(each -> each.offset()).sum();
        double seconds = (System.nanoTime() - start) / 1e9;
        OUT.printf(Locale.ROOT, "%7.1f  %,11d  %,9d  %,8.0f%n", seconds, now, sent - now, (now - read) / (seconds - first));
        first = seconds;
        read = now;
      }
    }
    Duration ofCluster = cluster.processorTime().minus(cluster0);
    Duration ofOthers = otherTime().minus(others0);
    OUT.printf(Locale.ROOT,
        "%,.0f alerts/s; processor time of an alert: %.1f us in the job, %.1f us in the broker and the job manager%n",
        read / first,
        ofCluster.toNanos() / 1e3 / read, ofOthers.toNanos() / 1e3 / read);
    OUT.printf(Locale.ROOT, "%,.0f alerts/s per processor of the job%n", read * 1e9 / ofCluster.toNanos());
  }

  private Duration otherTime() {
    return ProcessHandle.current().children()
        .map(child -> child.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus)
        .minus(cluster.processorTime());
  }

  private void send() {
    long start = System.nanoTime();
    for (int i = 0; i < alerts; i++) {
      send(i);
      while (rate > 0 && i % 100 == 0 && (System.nanoTime() - start) * 1e-9 * rate < i) {
        LockSupport.parkNanos(1_000_000);
      }
    }
    topics.flush();
  }

  private void send(int i) {
    boolean fires = i % EACH < 3;
    String program = fires ? "/tmp/new-" + i / EACH : "/tmp/program-" + i % KEYS;
    int host = (fires ? i : i % KEYS) % HOSTS;
    topics.alert("host-" + host, json(i, time(i), "host-" + host, program));
  }

  /** A backlog contains a thousand alerts of each second, so that its time passes while it is read, as that of a real one does. */
  private Instant time(int i) {
    return rate > 0 ? Instant.now() : begin.minusMillis(alerts - i);
  }

  /** An alert as a host sends it. */
  private static String json(int i, Instant time, String host, String program) {
    return "{\"hostname\":\"" + host + "\",\"output\":\"" + time + ": Warning A downloaded program runs | exe=" + program
        + " user=www-data parent=bash command=x --quiet\",\"output_fields\":{\"container.id\":\"host\",\"evt.time\":"
        + time.toEpochMilli() + "000000,\"eyas.alert.id\":\"" + "%032x".formatted(i)
        + "\",\"proc.cmdline\":\"x --quiet\",\"proc.exepath\":\"" + program + "\",\"proc.pid\":" + i % 30_000
        + ",\"proc.pname\":\"bash\",\"user.loginuid\":1000,\"user.name\":\"www-data\"},\"priority\":\"Warning\",\"rule\":"
        + "\"Downloaded program run\",\"source\":\"syscall\",\"tags\":[\"host\",\"mitre_execution\"],\"time\":\"" + time + "\"}";
  }

  private boolean count() throws Exception {
    int expected = (alerts + EACH - 3) / EACH;
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (fired().size() < expected && System.nanoTime() < end) {
      TimeUnit.SECONDS.sleep(1);
    }
    List<String> fired = fired();
    long distinct = fired.stream().map(json -> json.replaceFirst(".*exe=", "").replaceFirst(" .*", "")).distinct().count();
    OUT.printf(Locale.ROOT, "%,d alerts of the fleet, %,d different; expected: %,d%n", fired.size(), distinct, expected);
    return fired.size() == expected && distinct == expected;
  }

  private List<String> fired() {
    return topics.committed(FleetTopics.OUTPUT).stream().filter(json -> json.contains("\"rule\":\"" + FIRES + '"')).toList();
  }
}
