package org.eyas.console.page;

import java.io.IOException;
import java.time.Instant;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.AuditEntry;
import org.eyas.api.data.VisibleText;
import org.eyas.api.undo.ChangeAuthor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records each change and each attempted change with its user: in the audit log if there is one, otherwise in the
 * engine's log.
 */
public final class AuditRecorder {
  /**
   * The beginning of the entry that is written before a change. So the user of a change is on record even if the change
   * stops or breaks something.
   */
  public static final String ATTEMPT = "attempt: ";

  /** A change. */
  @FunctionalInterface
  public interface Change {
    void apply() throws RefusedException, IOException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(AuditRecorder.class);

  private final ConsoleServices services;

  public AuditRecorder(ConsoleServices services) {
    this.services = services;
  }

  /**
   * Makes a change. Writes an entry before the change and, if the change succeeds, one after it. {@code ConsoleSite} writes
   * the entry about a rejected change.
   */
  public void applyAudited(UserRequest visit, String what, String detail, Change change) throws RefusedException, IOException {
    addEntry(visit.actor(), ATTEMPT + what, detail, true);
    ChangeAuthor.apply(visit.actor(), change::apply);
    addEntry(visit.actor(), what, detail, true);
  }

  public void addEntry(String who, String what, String detail, boolean done) {
    AuditEntry entry = new AuditEntry(Instant.now(), who, singleLine(what), singleLine(detail), done);
    services.audit().ifPresentOrElse(
        log -> log.add(entry),
        () -> LOG.info("audit: {}: {} ({}){}", entry.who(), entry.what(), entry.detail(), done ? "" : ", refused"));
  }

  // A name that a user typed must not look like another line.
  public static String singleLine(String text) {
    String line = VisibleText.line(text);
    return line.length() <= 300 ? line : line.substring(0, 300) + "...";
  }
}
