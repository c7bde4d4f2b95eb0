package org.eyas.fleet.job;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/** Alerts that are sent at a steady rate: each program runs on a host, then on a second and on a third one. */
final class ProgramRuns {
  static final int PROGRAMS_PER_SECOND = 200;
  static final int SECONDS = 150;
  static final int PROGRAMS = PROGRAMS_PER_SECOND * SECONDS;
  static final int ALERTS = 3 * PROGRAMS;
  static final int PROBES = 100;
  private static final int APART_SECONDS = 15;
  private static final int HOSTS = 50;

  private final FleetTopics topics;
  /** When each probe was sent, in milliseconds after the beginning that {@link #sendProbes} got. */
  private final List<Long> probes = new CopyOnWriteArrayList<>();

  ProgramRuns(FleetTopics topics) {
    this.topics = topics;
  }

  /** Sends all runs. */
  void send() {
    int due = 0;
    long start = System.nanoTime();
    while (due < PROGRAMS + 2 * APART_SECONDS * PROGRAMS_PER_SECOND) {
      long now = (System.nanoTime() - start) * PROGRAMS_PER_SECOND / 1_000_000_000L;
      for (; due < now; due++) {
        for (int host = 0; host < 3; host++) {
          send(due - host * APART_SECONDS * PROGRAMS_PER_SECOND, host);
        }
      }
      LockSupport.parkNanos(5_000_000);
    }
  }

  private void send(int program, int host) {
    if (program >= 0 && program < PROGRAMS) {
      alert("h" + host + "-" + program % HOSTS, "run", "/tmp/" + program);
    }
  }

  /** Sends alerts of another rule. The program of each is its time after a beginning, as in {@link #probes}. */
  void sendProbes(long start) {
    for (int i = 0; i < PROBES; i++) {
      long millis = (System.nanoTime() - start) / 1_000_000;
      probes.add(millis);
      alert("probe", "probe", String.valueOf(millis));
      LockSupport.parkNanos(100_000_000);
    }
  }

  List<Long> probes() {
    return probes;
  }

  /** Sends an alert of now to each partition, so that the time of all passes. */
  void passTime() {
    for (int i = 0; i < FleetTopics.PARTITIONS; i++) {
      topics.alertTo(i, json("h", "end", "none"));
    }
  }

  private void alert(String host, String rule, String program) {
    topics.alert(host, json(host, rule, program));
  }

  private static String json(String host, String rule, String program) {
    return "{\"hostname\":\"%s\",\"rule\":\"%s\",\"priority\":\"Warning\",\"time\":\"%s\",\"output_fields\":{\"proc.exepath\":\"%s\"}}"
        .formatted(host, rule, Instant.now(), program);
  }
}
