package org.eyas.control.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.Priority;
import org.eyas.api.control.PastAlert;
import org.junit.jupiter.api.Test;

class AlertChoiceTest {
  private static PastAlert alert(Map<String, Object> fields) {
    Alert alert = new Alert(0, Priority.NOTICE, "r", "syscall", "m", new TreeMap<>(fields), new TreeSet<>());
    return new PastAlert(1, alert, List.of(), "");
  }

  private static final PastAlert WEB =
      alert(Map.of("container.name", "web", "k8s.ns.name", "shop", "k8s.pod.name", "web-1"));
  private static final PastAlert HOST = alert(Map.of("container.name", "host"));

  @Test
  void containerAndPodAreChosenByAPartOfTheirNames() {
    assertTrue(new AlertChoice("WE", "").accepts(WEB));
    assertTrue(new AlertChoice("web", "shop/").accepts(WEB));
    assertFalse(new AlertChoice("db", "").accepts(WEB));
    assertFalse(new AlertChoice("", "shop").accepts(HOST));
  }

  @Test
  void withoutAChoiceEveryAlertIsShown() {
    assertTrue(new AlertChoice("", "").accepts(HOST));
  }

  @Test
  void theRowHasBoth() {
    Row row = AlertRow.of(WEB);
    assertEquals("web", row.text("container"));
    assertEquals("shop/web-1", row.text("pod"));
  }
}
