package org.eyas.selfwatch;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eyas.api.alert.Alert;
import org.eyas.api.control.AuditEntry;
import org.eyas.api.control.AuditLog;
import org.eyas.api.history.AlertHistory;
import org.eyas.api.history.PastAlert;
import org.jspecify.annotations.Nullable;

/**
 * Finds the author of a recent action on the engine. The author is a client of the control socket or the console, from
 * the audit log, or a program, from the alert of a rule that names the same file.
 */
final class ChangeAuthors {
  private static final Duration MOMENT = Duration.ofSeconds(15);
  private static final int MOST = 100;
  private static final String ATTEMPT = "attempt: ";
  /** The changes that the engine makes to its files. */
  private static final Set<String> WRITING =
      Set.of(
          "set configuration key", "save configuration", "enable rule", "disable rule", "save rules", "install bundle",
          "remove bundle", "set account", "remove account", "change password");
  private static final String UNKNOWN = "unknown";
  private static final String COMMAND = "proc.cmdline";
  private static final String USER = "user.name";

  private final AlertHistory history;
  private final Supplier<@Nullable AuditLog> log;

  /** @param log the audit log; null while there is none */
  ChangeAuthors(AlertHistory history, Supplier<@Nullable AuditLog> log) {
    this.history = history;
    this.log = log;
  }

  /** The client that asked the engine to stop; "a signal" if no client asked through the engine itself. */
  String ofStop(Instant now) {
    return entries(now).filter(entry -> entry.what().endsWith("stop engine")).findFirst().map(AuditEntry::who)
        .orElse("a signal");
  }

  /** The author of a change of one of these files; "unknown" if nothing names an author. */
  String ofChange(List<FileChange> changes, Instant now) {
    return entries(now).filter(entry -> entry.done() && WRITING.contains(entry.what().replace(ATTEMPT, "")))
        .findFirst()
        .map(entry -> entry.who() + " (" + entry.what() + ")")
        .or(() -> changes.stream().flatMap(change -> program(change.path(), now).stream()).findFirst())
        .orElse(UNKNOWN);
  }

  private Stream<AuditEntry> entries(Instant now) {
    AuditLog there = log.get();
    List<AuditEntry> recent = there == null ? List.of() : there.recent(MOST);
    return recent.stream().takeWhile(entry -> entry.time().isAfter(now.minus(MOMENT)));
  }

  private Optional<String> program(Path path, Instant now) {
    long since = now.minus(MOMENT).getEpochSecond() * 1_000_000_000;
    return history.recent(MOST).stream()
        .map(PastAlert::alert)
        .filter(alert -> alert.timestampNanos() >= since && names(alert, path.toString()))
        .map(alert -> alert.fields().get(COMMAND) + " (user " + alert.fields().get(USER) + ")")
        .findFirst();
  }

  private static boolean names(Alert alert, String path) {
    return alert.fields().get(COMMAND) != null
        && alert.fields().values().stream().filter(Objects::nonNull).anyMatch(
            value -> value.equals(path) || value instanceof List<?> list && list.contains(path));
  }
}
