package org.eyas.console.page;

import java.io.IOException;
import java.time.Instant;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.AuditEntry;
import org.eyas.api.data.VisibleText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records each change and each attempted change with its user: in the audit log if there is one, otherwise in the
 * engine's log.
 */
final class Audit {
  /**
   * The beginning of the entry that is written before a change. So the user of a change is on record even if the change
   * stops or breaks something.
   */
  static final String ATTEMPT = "attempt: ";

  /** A change. */
  @FunctionalInterface
  interface Change {
    void make() throws RefusedException, IOException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(Audit.class);

  private final Services services;

  Audit(Services services) {
    this.services = services;
  }

  /**
   * Makes a change. Writes an entry before the change and, if the change succeeds, one after it. {@link Site} writes
   * the entry about a rejected change.
   */
  void make(Visit visit, String what, String detail, Change change) throws RefusedException, IOException {
    add(visit.who(), ATTEMPT + what, detail, true);
    change.make();
    add(visit.who(), what, detail, true);
  }

  void add(String who, String what, String detail, boolean done) {
    AuditEntry entry = new AuditEntry(Instant.now(), who, plain(what), plain(detail), done);
    services.audit().ifPresentOrElse(
        log -> log.add(entry),
        () -> LOG.info("audit: {}: {} ({}){}", entry.who(), entry.what(), entry.detail(), done ? "" : ", refused"));
  }

  // A name that a user typed must not look like another line.
  static String plain(String text) {
    String line = VisibleText.line(text);
    return line.length() <= 300 ? line : line.substring(0, 300) + "...";
  }
}
