package org.eyas.console.page;

import java.time.Instant;
import org.eyas.api.control.AuditEntry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down what was changed, or tried, by whom: in the audit log where there is one, else in the engine's log. */
final class Audit {
  private static final Logger LOG = LoggerFactory.getLogger(Audit.class);

  private final Services services;

  Audit(Services services) {
    this.services = services;
  }

  void add(String who, String what, String detail, boolean done) {
    AuditEntry entry = new AuditEntry(Instant.now(), who, plain(what), plain(detail), done);
    services.audit().ifPresentOrElse(
        log -> log.add(entry),
        () -> LOG.info("audit: {}: {} ({}){}", entry.who(), entry.what(), entry.detail(), done ? "" : ", refused"));
  }

  // A name that somebody typed shall not look like another line.
  static String plain(String text) {
    String line = text.replaceAll("\\p{Cntrl}", "?");
    return line.length() <= 300 ? line : line.substring(0, 300) + "...";
  }
}
