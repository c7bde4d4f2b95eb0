package org.eyas.itests;

import java.nio.file.Path;
import java.time.Instant;

/** Audit events of Kubernetes, and the program that reads only these from {@code audit.log}, with the rules of {@code rules.yaml}. */
final class AuditEvents {
  static final String FILE = "audit.log";

  private AuditEvents() {}

  /** A user does something with a secret. */
  static String event(Instant time, String user, String verb, String secret) {
    return "{\"kind\":\"Event\",\"auditID\":\"1\",\"stage\":\"ResponseComplete\",\"stageTimestamp\":\"" + time + "\",\"verb\":\""
        + verb
        + "\",\"user\":{\"username\":\"" + user + "\"},\"objectRef\":{\"resource\":\"secrets\",\"name\":\"" + secret + "\"}}\n";
  }

  /** The same at a time of one day, such as {@code 08:30}. */
  static String event(String time, String user, String verb, String secret) {
    return event(Instant.parse("2026-11-27T" + time + ":00Z"), user, verb, secret);
  }

  /**
   * Reads the events from the beginning of the file.
   *
   * @param folder has the file
   * @param memoryDirectory where what rules remember is kept; empty: nowhere
   */
  static Program reader(Path folder, String memoryDirectory) {
    return Program.eyas("-r", "rules.yaml", "--disable-source", "syscall")
        .and("-o", "eyas.k8saudit.input=file://" + folder.resolve(FILE), "-o", "eyas.k8saudit.position_file=")
        .and("-o", "eyas.k8saudit.start=beginning", "-o", "stdout_output.enabled=true", "-o", "webserver.enabled=false")
        .and("-o", "eyas.rules.memory_directory=" + memoryDirectory, "-o", "eyas.alert_history.directory=", "-o",
            "eyas.evidence.file=");
  }
}
