package org.eyas.engine.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.AlertId;
import org.eyas.api.alert.Priority;
import org.eyas.api.alert.RenderedAlert;
import org.eyas.engine.text.FalcoVersion;
import org.junit.jupiter.api.Test;

class AlertRendererTest {
  private static final long TIME = 1_795_532_846_756_334_946L;

  private static Alert alert(String source, String message) {
    TreeMap<String, Object> fields = new TreeMap<>();
    fields.put("proc.name", "cat");
    fields.put("k8s.ns.name", null);
    return new Alert(
        TIME, Priority.WARNING, "Camera opened", source, message, fields, new TreeSet<>(List.of("T1125", "host")));
  }

  private static RenderedAlert render(Alert alert, boolean json, boolean iso) {
    RenderOptions options = new RenderOptions(json, true, false, true, true, false, iso, "shop");
    return new AlertRenderer(options, FalcoVersion.V0_44, ZoneOffset.UTC).render(alert);
  }

  @Test
  void textIsTimePriorityAndMessageUnchanged() {
    assertEquals(
        "15:07:26.756334946: Warning camera \"v\" \\ opened",
        render(alert("syscall", "camera \"v\" \\ opened"), false, false).preferred());
  }

  @Test
  void marksOfDirectionAreEscapedInTextAndInJson() {
    RenderedAlert rendered = render(alert("syscall", "run /tmp/\u202egpj.sh\n"), false, false);
    assertEquals("15:07:26.756334946: Warning run /tmp/\\u202egpj.sh\n", rendered.text());
    assertTrue(rendered.json().contains(": Warning run /tmp/\\u202egpj.sh\\n\""), rendered.json());
    assertEquals("run /tmp/\u202egpj.sh\n", rendered.alert().message(), "mutes and searches compare the text itself");
  }

  @Test
  void isoTimeHasAnOffset() {
    assertEquals(
        "2026-11-24T15:07:26.756334946+0000: Warning m", render(alert("syscall", "m"), false, true).preferred());
  }

  @Test
  void jsonHasItsKeysInAlphabeticalOrderAndTheTimeAmongTheFields() {
    assertEquals(
        "{\"hostname\":\"shop\",\"output\":\"15:07:26.756334946: Warning m\",\"output_fields\":"
            + "{\"evt.time\":1795532846756334946,\"k8s.ns.name\":null,\"proc.name\":\"cat\"},"
            + "\"priority\":\"Warning\",\"rule\":\"Camera opened\",\"source\":\"syscall\","
            + "\"tags\":[\"T1125\",\"host\"],\"time\":\"2026-11-24T15:07:26.756334946Z\"}",
        render(alert("syscall", "m"), true, false).preferred());
  }

  @Test
  void theLinkToThePageInTheConsoleIsAFieldIfTheConsoleHasAnAddress() {
    Alert alert = alert("syscall", "m");
    RenderOptions options =
        new RenderOptions(true, true, false, true, true, false, false, "shop", "https://eyas.example.com:8766");
    String json = new AlertRenderer(options, FalcoVersion.V0_44, ZoneOffset.UTC).render(alert).preferred();
    String link =
        "\"eyas.alert.url\":\"https://eyas.example.com:8766/alert?time=1795532846756&id=" + AlertId.of(alert) + "\",";
    assertTrue(json.contains(link), json);
    assertEquals(render(alert, true, false).preferred(), json.replace(link, ""));
  }

  @Test
  void internalAlertsListTheirFieldsInTheTextAndHaveNoTags() {
    RenderedAlert rendered = render(alert("internal", "m"), false, false);
    assertEquals(
        "15:07:26.756334946: Warning m (k8s.ns.name=null proc.name=\"cat\")", rendered.text());
    assertEquals(-1, rendered.json().indexOf("tags"));
  }

  @Test
  void theIdIsAFieldIfThatIsConfigured() {
    Alert alert = alert("syscall", "m");
    RenderOptions options = new RenderOptions(true, true, false, true, true, true, false, "shop");
    RenderedAlert rendered = new AlertRenderer(options, FalcoVersion.V0_44, ZoneOffset.UTC).render(alert);
    String id = AlertId.of(alert);
    assertTrue(rendered.json().contains("\"eyas.alert.id\":\"" + id + "\""), rendered.json());
    assertEquals(id, rendered.alert().fields().get("eyas.alert.id"));
    assertEquals("15:07:26.756334946: Warning m", rendered.text());
  }
}
