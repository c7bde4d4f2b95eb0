package org.eyas.fleet.job;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * Runs a broker of Kafka and a cluster of Flink with the job: {@code TryFleet FOLDER RULES...}. It sends each line of the standard
 * input as an alert, or three examples if the standard input is a terminal, and prints the alerts of the fleet until it is killed.
 */
public final class TryFleet {
  private static final long PAUSE_MILLIS = 500;

  private TryFleet() {}

  public static void main(String[] arguments) throws Exception {
    List<String> files = List.of(arguments).subList(1, arguments.length);
    try (FleetCluster cluster = new FleetCluster(Path.of(arguments[0]))) {
      FleetTopics topics = cluster.topics();
      for (String file : files) {
        topics.rules(file, Files.readString(Path.of(file)), System.currentTimeMillis());
      }
      cluster.start("--lateness", "2s", "--checkpoint", "1s", "--idle", "2s");
      System.out.println("Kafka: " + topics.broker().address() + ", alerts of hosts: " + FleetTopics.ALERTS + ", rules: "
          + FleetTopics.RULES + ", alerts of the fleet: " + FleetTopics.OUTPUT + ", bad records: " + FleetTopics.BAD);
      Thread.ofPlatform().daemon().name("send-alerts").start(() -> send(topics));
      print(topics);
    }
  }

  private static void send(FleetTopics topics) {
    if (System.console() != null && System.console().isTerminal()) {
      for (String host : List.of("web-1", "web-2", "web-3")) {
        String json = example(host);
        System.out.println("sent: " + json);
        topics.alert(host, json);
      }
      return;
    }
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    in.lines().forEach(line -> topics.alert(Integer.toString(line.hashCode()), line));
    topics.flush();
  }

  private static String example(String host) {
    return "{\"hostname\":\"%s\",\"rule\":\"Downloaded program run\",\"time\":\"%s\",\"output_fields\":{\"proc.exepath\":\"/tmp/x\"}}"
        .formatted(host, Instant.now());
  }

  private static void print(FleetTopics topics) throws Exception {
    int printed = 0;
    while (true) {
      List<String> alerts = topics.committed(FleetTopics.OUTPUT);
      alerts.subList(printed, alerts.size()).forEach(System.out::println);
      printed = alerts.size();
      Thread.sleep(PAUSE_MILLIS);
    }
  }
}
