package org.eyas.fleet.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertExcerptTest {
  private static String excerpt(String json, String... wanted) throws BadAlertException {
    AlertEvent alert = new AlertEvent().reread(json.getBytes(StandardCharsets.UTF_8), "id", 1);
    return new String(new AlertExcerpt(List.of(wanted)).of(alert), StandardCharsets.UTF_8);
  }

  @Test
  void onlyTheWantedValuesAreCopied() throws BadAlertException {
    String json =
        "{\"rule\": \"a\\\"b\", \"tags\":[\"x\"], \"output_fields\": {\"proc.name\":\"nc\",\"proc.pid\":7, \"user.name\":null}}";
    assertEquals(
        "{\"rule\":\"a\\\"b\",\"tags\":[\"x\"],\"output_fields\":{\"proc.pid\":7}}",
        excerpt(json, "alert.rule", "alert.tags", "proc.pid"));
    assertEquals("{\"output_fields\":{}}", excerpt(json));
  }

  @Test
  void anArgumentMayBeInBracketsOrAfterADot() throws BadAlertException {
    String json = "{\"output_fields\":{\"evt.arg.flags\":\"f\",\"proc.aname[2]\":\"sshd\",\"my.own\":1}}";
    assertEquals(
        "{\"output_fields\":{\"evt.arg.flags\":\"f\",\"proc.aname[2]\":\"sshd\",\"my.own\":1}}",
        excerpt(json, "evt.arg[flags]", "proc.aname[2]", "alert.field[my.own]"));
    assertEquals("{\"output_fields\":{\"evt.arg.flags\":\"f\"}}", excerpt(json, "evt.arg.flags"));
    assertEquals("{\"output_fields\":{\"my.own\":1}}", excerpt(json, "alert.field.my.own"));
  }

  @Test
  void anAlertWithoutFieldsHasAnEmptyExcerpt() throws BadAlertException {
    assertEquals("{}", excerpt("{\"rule\":\"r\"}", "proc.name"));
    assertEquals("{\"rule\":\"r\"}", excerpt("{\"rule\":\"r\",\"output_fields\":null}", "alert.rule"));
  }
}
