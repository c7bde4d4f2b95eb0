package org.eyas.control.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.Priority;
import org.eyas.api.history.PastAlert;
import org.junit.jupiter.api.Test;

class AlertQueryOptionsTest {
  private static PastAlert alert(Map<String, Object> fields) {
    Alert alert = new Alert(0, Priority.NOTICE, "r", "syscall", "m", new TreeMap<>(fields), new TreeSet<>());
    return new PastAlert(1, alert);
  }

  private static final PastAlert WEB =
      alert(Map.of("container.name", "web", "k8s.ns.name", "shop", "k8s.pod.name", "web-1"));

  private static String query(Map<String, String> options) {
    return AlertQueryOptions.of(new CommandRequest("alerts", List.of("list"), options, List.of(), false, "ann")).query();
  }

  @Test
  void containerAndPodBecomePartsOfTheQuery() {
    assertEquals("container:*\"WE\"*", query(Map.of("container", "WE")));
    assertEquals("priority>=error pod:*\"shop/\"*", query(Map.of("query", "priority>=error", "pod", "shop/")));
    assertEquals("container:*\"a\\\"b\\\\c\"*", query(Map.of("container", "a\"b\\c")));
  }

  @Test
  void withoutAChoiceEveryAlertIsShown() {
    assertEquals("", query(Map.of()));
  }

  @Test
  void theRowHasBoth() {
    AnswerRow row = AlertAnswerRow.of(WEB);
    assertEquals("web", row.text("container"));
    assertEquals("shop/web-1", row.text("pod"));
  }
}
