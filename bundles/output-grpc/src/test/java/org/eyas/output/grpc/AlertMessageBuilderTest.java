package org.eyas.output.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.Priority;
import org.eyas.api.alert.RenderedAlert;
import org.eyas.grpc.outputs.response;
import org.eyas.grpc.schema.source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AlertMessageBuilderTest {
  private final AlertMessageBuilder messages = new AlertMessageBuilder("shop");

  private static RenderedAlert alert(Priority priority, String from) {
    TreeMap<String, Object> fields = new TreeMap<>();
    fields.put("proc.name", "größer");
    fields.put("proc.pid", 5L);
    fields.put("proc.tty", null);
    fields.put("evt.is_open", true);
    fields.put("fd.names", Arrays.asList("a\"\\\n\u0001\u202e", 7L, null));
    var tags = new TreeSet<>(List.of("b", "a"));
    var alert = new Alert(1_700_000_000_000_000_009L, priority, "a rule", from, "message", fields, tags);
    return new RenderedAlert(alert, "text", "{}", "text");
  }

  @Test
  void allOfAnAlertIsThere() {
    response message = messages.of(alert(Priority.WARNING, "syscall"));
    assertEquals(1_700_000_000L, message.getTime().getSeconds());
    assertEquals(9, message.getTime().getNanos());
    assertEquals("a rule", message.getRule());
    assertEquals("text", message.getOutput());
    assertEquals("shop", message.getHostname());
    assertEquals(List.of("a", "b"), message.getTagsList());
    assertEquals("syscall", message.getSource());
  }

  @Test
  void fieldsAreTextsOrJson() {
    assertEquals(
        Map.of(
            "proc.name", "größer", "proc.pid", "5", "proc.tty", "null", "evt.is_open", "true",
            "fd.names", "[\"a\\\"\\\\\\n\\u0001\\u202e\",7,null]"),
        messages.of(alert(Priority.WARNING, "syscall")).getOutputFieldsMap());
  }

  @ParameterizedTest
  @EnumSource
  void prioritiesHaveTheirNumbersByName(Priority priority) {
    assertEquals(priority.name(), messages.of(alert(priority, "syscall")).getPriority().name());
  }

  @ParameterizedTest
  @CsvSource({"syscall,SYSCALL", "k8s_audit,K8S_AUDIT", "internal,INTERNAL", "github,PLUGIN"})
  void sourcesThatHadNumbersKeepThem(String name, source number) {
    assertEquals(number, messages.of(alert(Priority.DEBUG, name)).getSourceDeprecated());
  }

  @Test
  void withoutAChosenNameTheHostHasItsOwn() {
    assertFalse(new AlertMessageBuilder("").of(alert(Priority.DEBUG, "syscall")).getHostname().isEmpty());
  }

  @Test
  void timesBeforeTheEpochAreTimes() {
    var alert = new Alert(-1, Priority.DEBUG, "r", "syscall", "m", new TreeMap<>(), new TreeSet<>());
    var time = messages.of(new RenderedAlert(alert, "t", "{}", "t")).getTime();
    assertEquals(-1, time.getSeconds());
    assertEquals(999_999_999, time.getNanos());
  }
}
