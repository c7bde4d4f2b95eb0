package org.eyas.control.command;

import java.io.IOException;
import java.time.Instant;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.AuditEntry;
import org.eyas.api.control.AuditLog;
import org.eyas.api.undo.ChangeAuthor;

/**
 * Makes changes and writes them to the audit log: before a change, so that a change that stops or breaks something cannot
 * hide who made it, and after it, whether it was done or refused.
 */
record AuditedActions(AuditLog log) {
  private static final String ATTEMPT = "attempt: ";

  /** A change. */
  @FunctionalInterface
  interface Action {
    void run() throws RefusedException, IOException;
  }

  /** @param detail without secrets */
  void run(CommandRequest request, String what, String detail, Action action) throws RefusedException, IOException {
    log.add(new AuditEntry(Instant.now(), request.who(), ATTEMPT + what, detail, true));
    boolean done = false;
    try {
      ChangeAuthor.apply(request.who(), action::run);
      done = true;
    } finally {
      log.add(new AuditEntry(Instant.now(), request.who(), what, detail, done));
    }
  }
}
