package org.eyas.api.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AlertIdTest {
  private static Alert alert(long nanos, String rule, String source, String message) {
    SortedMap<String, @Nullable Object> fields = new TreeMap<>();
    fields.put("evt.time", nanos);
    return new Alert(nanos, Priority.NOTICE, rule, source, message, fields, AlertTags.of("t"));
  }

  @Test
  void anAlertOfTheSameEventAndRuleHasTheSameIdInEveryRun() {
    assertEquals("8000ff7faab215df03d4618676ddfaaa", AlertId.of(alert(7, "rule", "k8s_audit", "message")));
  }

  @Test
  void anotherTimeRuleSourceOrMessageGivesAnotherId() {
    Alert alert = alert(7, "rule", "syscall", "message");
    List<Alert> others =
        List.of(
            alert(8, "rule", "syscall", "message"), alert(7, "rules", "yscall", "message"),
            alert(7, "rule", "k8s_audit", "message"), alert(7, "rule", "syscall", "messages"));
    others.forEach(other -> assertNotEquals(AlertId.of(alert), AlertId.of(other), other::toString));
  }

  @Test
  void theIdCanBeAddedAsAFieldAndStaysThen() {
    Alert alert = alert(7, "rule", "syscall", "message");
    Alert added = AlertId.addedTo(alert);
    assertEquals(AlertId.of(alert), added.fields().get("eyas.alert.id"));
    assertEquals(AlertId.of(alert), AlertId.of(added));
    assertEquals(alert.fields().size() + 1, added.fields().size());
    assertSame(added, AlertId.addedTo(added));
  }
}
