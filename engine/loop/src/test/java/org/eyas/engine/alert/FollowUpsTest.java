package org.eyas.engine.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.AlertId;
import org.eyas.api.alert.AlertTags;
import org.eyas.api.alert.Priority;
import org.eyas.engine.loop.HoldingLoop;
import org.eyas.engine.loop.MatchOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Alerts that were sent without {@code late.name}, and are followed by another one when it is there. */
class FollowUpsTest {
  private static final String PRINTS = "fd.name startswith /x => %fd.name by %proc.name in %late.name";
  private static final String COMPLETE = "An alert of rule 'r0' is complete: ";

  private static HoldingLoop loop() {
    return HoldingLoop.followedUp(HoldingLoop.LONG, PRINTS);
  }

  @Test
  void anAlertWithoutAValueIsFollowedOnceByOneThatHasIt() throws Exception {
    HoldingLoop loop = loop().opens(42, 1, "/x1").then();
    loop.executes(42, 2, "nginx").answers(42, "web").then().answers(42, "other").then();
    assertEquals(List.of("/x1 by shell in <NA>", COMPLETE + "/x1 by shell in web"), loop.run());
    assertEquals(1, loop.generation().counts().total(), "the rule has fired once");
  }

  @Test
  void aValueOfAnotherProcessDoesNotCount() throws Exception {
    HoldingLoop loop = loop().opens(42, 1, "/x1").opens(43, 1, "/x2").then().answers(43, "db").then();
    assertEquals(List.of("/x1 by shell in <NA>", "/x2 by cat in <NA>", COMPLETE + "/x2 by cat in db"), loop.run());
  }

  @Test
  void nothingFollowsIfThereIsNoValue() throws Exception {
    HoldingLoop loop = loop().opens(42, 1, "/x1").then();
    loop.then(() -> loop.names.answerNothing(42)).then().answers(42, "web").then();
    assertEquals(List.of("/x1 by shell in <NA>"), loop.run());
  }

  @Test
  void nothingFollowsAfterTheTimeIsOver() throws Exception {
    HoldingLoop loop = HoldingLoop.followedUp(1, PRINTS).opens(42, 1, "/x1").then().then().answers(42, "web").then();
    assertEquals(List.of("/x1 by shell in <NA>"), loop.run());
  }

  @Test
  void nothingFollowsAReload() throws Exception {
    HoldingLoop loop = loop().opens(42, 1, "/x1").then();
    loop.reloads(new MatchOptions(true, "evt.time"), "fd.name = /x9 => other").then().answers(42, "web").then();
    assertEquals(List.of("/x1 by shell in <NA>"), loop.run());
  }

  @Test
  void theNewestThousandAlertsAreFollowed() throws Exception {
    HoldingLoop loop = loop();
    for (int i = 0; i < 1_100; i++) {
      loop.opens(42, i, "/x" + i);
    }
    loop.then().answers(42, "web").then();
    List<String> followUps = loop.run().stream().filter(message -> message.startsWith(COMPLETE)).toList();
    assertEquals(1_000, followUps.size());
    assertEquals(COMPLETE + "/x100 by shell in web", followUps.getFirst());
    assertEquals(100, loop.figures().unfollowed());
  }

  @Test
  void eventsTakeBoundedMemoryWhileTheirAlertsWait() throws Exception {
    HoldingLoop loop = HoldingLoop.followedUp(HoldingLoop.LONG, "evt.num > 0 => in %late.name");
    String path = "/" + "x".repeat(60_000);
    for (int i = 0; i < 200; i++) {
      loop.opens(42, i, path);
    }
    loop.then().answers(42, "web").then();
    long followUps = loop.run().stream().filter(message -> message.startsWith(COMPLETE)).count();
    assertEquals((8 << 20) / 60_100, followUps, 2);
  }

  @Test
  void itNamesTheFirstAlertAndTheNewValues() {
    Alert sent = alert("in <NA>", null);
    Alert followUp = FollowUpAlert.of(sent, alert("in web", "web"));
    assertEquals(
        Map.of("eyas.alert.follows", AlertId.of(sent), "eyas.alert.rule", "r", "evt.time", 5L, "late.name", "web"),
        followUp.fields());
    assertEquals("Eyas internal: alert completed", followUp.rule());
    assertEquals("internal", followUp.source());
    assertEquals(Priority.WARNING, followUp.priority());
    assertTrue(followUp.timestampNanos() > sent.timestampNanos());
  }

  private static Alert alert(String message, @Nullable String name) {
    SortedMap<String, @Nullable Object> fields = new TreeMap<>();
    fields.put("evt.time", 5L);
    fields.put("proc.name", "cat");
    fields.put("late.name", name);
    return new Alert(5, Priority.WARNING, "r", "syscall", message, fields, AlertTags.of("t"));
  }
}
