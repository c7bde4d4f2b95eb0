package org.eyas.engine.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.eyas.api.incident.IncidentReport;
import org.eyas.engine.stateful.NewerStateException;
import org.junit.jupiter.api.Test;

class KeptIncidentsTest {
  private final Steps steps = new Steps();
  private final IncidentTable before = table();

  private static IncidentTable table() {
    return new IncidentTable(IncidentLimits.STANDARD, () -> 0);
  }

  private IncidentTable after(String boot) throws IOException {
    IncidentTable after = table();
    after.resume(before.encode("this boot"), boot, steps.now());
    return after;
  }

  private void report(String key) {
    before.add(steps.step(60, "read", AttackTactic.CREDENTIAL_ACCESS, key));
    assertTrue(before.add(steps.step(60, "sent", AttackTactic.EXFILTRATION, key)).isPresent());
  }

  @Test
  void anOpenIncidentContinuesAndIsNotReportedAgain() throws IOException {
    report("tree 1");
    IncidentTable after = after("this boot");
    assertEquals(before.incidents(), after.incidents());
    assertFalse(after.add(steps.step(1, "more", AttackTactic.EXFILTRATION, "tree 1")).isPresent());
    IncidentReport shown = after.incidents().getFirst();
    assertEquals(3, shown.steps().size());
    assertEquals(1, shown.alerts());
  }

  @Test
  void aCandidateIsReportedWithTheStepsOfBothRuns() throws IOException {
    before.add(steps.step(60, "read", AttackTactic.CREDENTIAL_ACCESS, "tree 1"));
    IncidentTable after = after("this boot");
    assertEquals(List.of(), after.incidents());
    IncidentReport reported = after.add(steps.step(60, "sent", AttackTactic.EXFILTRATION, "tree 1")).orElseThrow();
    assertEquals(2, reported.steps().size());
  }

  @Test
  void whatAPersonClosedOrUnlinkedStaysSo() throws IOException {
    report("tree 1");
    assertTrue(before.close(before.incidents().getFirst().id()));
    report("tree 2");
    String open = before.incidents().getFirst().id();
    assertEquals("read", before.unlink(open, 1).orElseThrow().rule());
    IncidentTable after = after("this boot");
    assertEquals(before.incidents(), after.incidents());
    after.add(steps.step(60, "read", AttackTactic.CREDENTIAL_ACCESS, "tree 2"));
    assertEquals(1, after.find(open).orElseThrow().steps().size());
  }

  @Test
  void afterAnotherBootOnlyContainersAreTheSame() throws IOException {
    report("session 3");
    report("container 0123456789ab");
    IncidentTable after = after("next boot");
    assertEquals(before.incidents(), after.incidents());
    after.add(steps.step(1, "more", AttackTactic.EXFILTRATION, "session 3"));
    after.add(steps.step(1, "more", AttackTactic.EXFILTRATION, "container 0123456789ab"));
    assertEquals(List.of(3, 2), after.incidents().stream().map(each -> each.steps().size()).toList());
  }

  @Test
  void aVerdictIsKept() throws IOException {
    report("tree 1");
    String harmless = before.incidents().getFirst().id();
    before.closeAsHarmless(harmless);
    IncidentTable after = after("next boot");
    assertEquals(before.verdicts(), after.verdicts());
    after.add(steps.step(60, "read", AttackTactic.CREDENTIAL_ACCESS, "tree 2"));
    assertFalse(after.add(steps.step(60, "sent", AttackTactic.EXFILTRATION, "tree 2")).isPresent());
  }

  @Test
  void theFilesThatItLeftAreKnownAfterABoot() throws IOException {
    before.add(Steps.leaving(steps.step(60, "read", AttackTactic.CREDENTIAL_ACCESS, "tree 1"), "left /tmp/x"));
    IncidentTable after = after("next boot");
    assertTrue(after.leftFiles().contains("left /tmp/x"));
    assertTrue(after.add(steps.step(60, "sent", AttackTactic.EXFILTRATION, "tree 2", "left /tmp/x")).isPresent());
  }

  @Test
  void stepsThatCameBeforeJoinTheEarlierIncident() throws IOException {
    report("tree 1");
    IncidentTable after = table();
    after.add(steps.step(60, "packed", AttackTactic.COLLECTION, "tree 1"));
    after.resume(before.encode("this boot"), "this boot", steps.now());
    assertEquals(3, after.find(before.incidents().getFirst().id()).orElseThrow().steps().size());
    assertEquals(1, after.incidents().size());
  }

  @Test
  void anIncidentWhoseTimeIsOverIsClosed() throws IOException {
    report("tree 1");
    steps.after(3 * Steps.HOUR);
    assertFalse(after("this boot").incidents().getFirst().open());
  }

  @Test
  void damagedBytesChangeNothing() {
    report("tree 1");
    byte[] whole = before.encode("this boot");
    for (int length = 0; length < whole.length; length++) {
      if (length == whole.length - Integer.BYTES) {
        continue; // without a list of verdicts, as earlier builds wrote it
      }
      byte[] part = Arrays.copyOf(whole, length);
      IncidentTable after = table();
      assertThrows(IOException.class, () -> after.resume(part, "this boot", steps.now()), "of " + length + " bytes");
      assertEquals(List.of(), after.incidents());
    }
  }

  @Test
  void whatAnEarlierBuildWroteHasNoVerdicts() throws IOException {
    report("tree 1");
    byte[] whole = before.encode("this boot");
    IncidentTable after = table();
    after.resume(Arrays.copyOf(whole, whole.length - Integer.BYTES), "this boot", steps.now());
    assertEquals(before.incidents(), after.incidents());
  }

  @Test
  void aNewerLayoutIsNamedAndMoreBytesAreIgnored() throws IOException {
    report("tree 1");
    byte[] whole = before.encode("this boot");
    IncidentTable after = table();
    after.resume(Arrays.copyOf(whole, whole.length + 3), "this boot", steps.now());
    assertEquals(before.incidents(), after.incidents());
    ByteBuffer.wrap(whole).putInt(2);
    assertThrows(NewerStateException.class, () -> table().resume(whole, "this boot", steps.now()));
  }

  @Test
  void aRuleWithALongNameIsKept() throws IOException {
    before.add(steps.step(60, "é".repeat(70_000), AttackTactic.CREDENTIAL_ACCESS, "tree 1"));
    before.add(steps.step(60, "sent", AttackTactic.EXFILTRATION, "tree 1"));
    assertEquals(2, after("this boot").incidents().getFirst().steps().size());
  }
}
