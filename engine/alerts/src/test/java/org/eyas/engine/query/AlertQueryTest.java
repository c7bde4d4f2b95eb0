package org.eyas.engine.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.Priority;
import org.eyas.api.config.RefusedException;
import org.eyas.api.history.PastAlert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlertQueryTest {
  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
  private static final PastAlert SHELL = shell();

  private static PastAlert shell() {
    SortedMap<String, @Nullable Object> fields = new TreeMap<>();
    fields.put("proc.name", "bash");
    fields.put("proc.cmdline", "bash -c \"Größe\"");
    fields.put("proc.pid", 4_711L);
    fields.put("proc.is_exe_writable", true);
    fields.put("proc.args", List.of("-c", "x*y"));
    fields.put("user.name", null);
    fields.put("container.name", "web");
    fields.put("container.image", "docker.io/nginx:1.27");
    fields.put("k8s.ns.name", "shop");
    fields.put("k8s.pod.name", "web-1");
    fields.put("k8s.pod.label[app.kubernetes.io/part-of]", "shop");
    long nanos = Instant.parse("2026-11-27T11:55:00Z").getEpochSecond() * 1_000_000_000;
    Alert alert =
        new Alert(nanos, Priority.WARNING, "Terminal shell in container", "syscall", "A shell was spawned by root", fields,
            new TreeSet<>(List.of("T1059", "container")));
    return new PastAlert(7, alert);
  }

  private static boolean accepts(String query) throws RefusedException {
    return AlertQuery.parse(query, NOW).accepts(SHELL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
          "", "  ", "shell", "SHELL spawned", "\"shell was\"", "term*container", "shop/web", "T1059", "syscall",
          "rule:\"terminal SHELL in container\"", "rule:Terminal*", "rule=*shell*", "source:syscall", "tag:t1059", "tag:cont*",
          "container:web", "pod:shop/web-1", "pod:*/web-*", "program:bash", "proc.name:BASH", "proc.pid:4711",
          "proc.is_exe_writable:true", "proc.args:-c", "proc.args:\"x*y\"", "container.image:*nginx*", "proc.cmdline:*größe*",
          "proc.cmdline:*\"\\\"Gr\"*", "container.name:*", "-user.name:*", "-user.name:root", "-nothing", "-\"of that\"",
          "priority>=warning", "priority<=Warning", "priority:warning", "priority>notice", "priority<error", "-priority<notice",
          "since:10m", "before:1m", "since:2026-11-27T11:54:00Z", "since:2026-11-26", "before:2026-11-27T13:00:00+01:00",
          "priority>=notice rule:*shell* -proc.name:zsh since:1h was",
          "k8s.pod.label[app.kubernetes.io/part-of]:shop"
      })
  void aMatchingAlertIsFound(String query) throws RefusedException {
    assertTrue(accepts(query), query);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
          "nothing", "\"was shell\"", "rule:Terminal", "rule:shell*", "tag:T10", "-shell", "proc.name:bas", "proc.name:bashh",
          "user.name:*", "user.name:root", "proc.args:\"x?y\"", "container.image:nginx", "container.image:*nginx", "fd.name:x",
          "priority>warning", "priority<warning", "priority:error", "-priority>=notice", "since:1m", "before:10m",
          "shell since:1m", "container:we", "pod:web-1", "k8s.pod.label[app.kubernetes.io/part-of]:web",
          "proc.cmdline:*\"\\\"gro\"*", "priority>emergency"
      })
  void anotherAlertIsNotFound(String query) throws RefusedException {
    assertFalse(accepts(query), query);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
          "priority>=warn | query, character 11: 'warn' is not a priority; use emergency, alert, critical, error, warning, notice,"
              + " informational or debug",
          "a prority:warning | query, character 3: 'prority' is not a name; use priority, rule, source, tag, container, pod,"
              + " program, since, before or a field such as proc.name, or quote the text to search for it",
          "http://x | query, character 1: 'http' is not a name; use priority, rule, source, tag, container, pod, program, since,"
              + " before or a field such as proc.name, or quote the text to search for it",
          "proc.pid>=5 | query, character 9: only priority can be compared with >=; write proc.pid:VALUE",
          "since:soon | query, character 7: 'soon' is not a time; write 30s, 10m, 2h, 7d (so long ago), 2026-11-27 or"
              + " 2026-11-27T10:30",
          "since>=10m | query, character 6: write since:10m",
          "rule: x | query, character 6: no value follows rule:",
          "rule:\"abc | query, character 6: this quote has no end; add \"",
          "x - y | query, character 3: nothing follows '-'; quote it to search for it: \"-\""
      })
  void anErrorNamesItsPlace(String query, String message) {
    assertEquals(message, assertThrows(RefusedException.class, () -> accepts(query)).getMessage());
  }

  @Test
  void aQueryHasALimit() {
    String message = assertThrows(RefusedException.class, () -> accepts("x".repeat(2_001))).getMessage();
    assertEquals("the query has 2001 characters; at most 2000 are allowed", message);
    assertThrows(RefusedException.class, () -> accepts("x ".repeat(51)));
  }

  @Test
  void bytesWithoutTheTextAreRejectedInAnyCaseOfTheLetters() throws RefusedException {
    byte[] bytes = "..A SHELL..größe..".getBytes(StandardCharsets.UTF_8);
    assertTrue(mayAccept("shell proc.cmdline:*GRÖßE*", bytes));
    assertFalse(mayAccept("shells", bytes));
    assertTrue(mayAccept("-shells proc.pid:4711 proc.is_exe_writable:true pod:a/b", bytes), "numbers are not kept as text");
  }

  /** Alerts between ten and five minutes ago. */
  private static final class Summary implements AlertSummary {
    @Override
    public long oldestNanos() {
      return newestNanos() - 300_000_000_000L;
    }

    @Override
    public long newestNanos() {
      return (NOW.getEpochSecond() - 300) * 1_000_000_000;
    }

    @Override
    public boolean mayHave(Priority priority) {
      return true;
    }

    @Override
    public boolean mayContain(long hash) {
      return true;
    }
  }

  @ParameterizedTest
  @CsvSource({
      "'',true", "since:10m,true", "since:9m,false", "before:4m,true", "before:5m,false", "since:1h before:1m,true",
      "since:1h before:6m,false", "-since:1m,false", "priority>=debug,false", "rule:*,false"
  })
  void itIsKnownWhetherAllAlertsOfASummaryAreAccepted(String query, boolean all) throws RefusedException {
    assertEquals(all, AlertQuery.parse(query, NOW).acceptsAll(new Summary()), query);
  }

  private static boolean mayAccept(String query, byte[] bytes) throws RefusedException {
    return AlertQuery.parse(query, NOW).mayAccept(bytes, 2, bytes.length);
  }
}
