package org.eyas.console.page.mute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.eyas.api.alert.Priority;
import org.eyas.api.control.AuditEntry;
import org.eyas.api.control.MuteTrial;
import org.eyas.console.page.PageReply;
import org.eyas.console.page.Visitor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MutePageTest {
  @TempDir private Path folder;
  private Visitor visitor;

  @BeforeEach
  void raise() {
    visitor = new Visitor(folder);
    visitor.engine.alerts.raise(Priority.NOTICE, "Own", "opened /etc/<shadow>", "files");
  }

  @Test
  void theProposalIsTriedAtOnceAndLeadsFromTheAlert() {
    assertTrue(visitor.page("/alert", "number", "1").contains("href=\"/mute?number=1\""));
    String page = visitor.page("/mute", "number", "1");
    assertTrue(page.contains("name=\"field:proc.name\" checked> <span class=\"mono\">proc.name = <cron></span>"), page);
    assertTrue(page.contains("Hides 412 of 412 such alerts, and none of the 3 others of this rule."), page);
    assertTrue(page.contains("Of the 5 alerts that the rule raises for the recorded events, it hides 4."), page);
  }

  @Test
  void aGroupLeadsToTheMuteOfItsNewestAlert() {
    visitor.engine.alerts.raise(Priority.NOTICE, "Own", "again", "files");
    assertTrue(visitor.page("/alerts").contains("href=\"/mute?number=2\">Mute this group</a>"));
  }

  @Test
  void anotherChoiceShowsWhatItWouldHideWronglyAndWhyItIsRefused() {
    String page = visitor.page("/mute", "number", "1", "sent", "1", "field:user.name", "on");
    assertTrue(page.contains("and also 2 of the 3 others of this rule."), page);
    assertTrue(page.contains("an attack by root fires") && page.contains("Others that it would hide"), page);
    assertFalse(page.contains("<form method=\"post\" action=\"/mute\">"), "it cannot be written");
    assertTrue(visitor.page("/mute", "number", "1", "sent", "1").contains("A mute needs at least one field."));
  }

  @Test
  void aMuteIsWrittenWithItsOwnerReasonAndTimeAndAudited() {
    PageReply reply = visitor.send("/mute", "number", "1", "field:proc.name", "on", "reason", "nightly backup", "time", "P7D");
    assertEquals(303, reply.status());
    assertEquals("/mutes?added=m1", reply.headers().get("Location"));
    AuditEntry entry = visitor.engine.entries.getFirst();
    assertEquals("mute alerts", entry.what());
    assertEquals("m1, Own, proc.name=<cron>, for PT168H: nightly backup", entry.detail());
    assertTrue(entry.who().startsWith("console:ann from") && entry.done(), entry::who);
    String page = visitor.page("/mutes", "added", "m1");
    assertTrue(page.contains("The mute is in /etc/eyas/rules.d/zz-mute-m1.yaml."), page);
    for (String cell : List.of("<td data-label=\"By\">ann</td>", "nightly backup", "in 7\u202fdays", ">17</td>",
        "proc.name = v")) {
      assertTrue(page.contains(cell), () -> cell + " in " + page);
    }
  }

  @Test
  void aMuteThatHidesATestedAlertOrHasNoTimeIsRefusedAndAudited() {
    PageReply tested = visitor.send("/mute", "number", "1", "field:user.name", "on", "reason", "r", "time", "P1D");
    assertEquals(409, tested.status());
    assertFalse(visitor.engine.entries.getFirst().done());
    assertEquals(409, visitor.send("/mute", "number", "1", "field:proc.name", "on", "reason", "r", "time", "P9999D").status());
    assertEquals(List.of(), visitor.engine.actions);
  }

  @Test
  void aMuteCanBeEnded() {
    visitor.send("/mute", "number", "1", "field:proc.name", "on", "reason", "r", "time", "P1D");
    assertTrue(visitor.page("/mutes").contains("End now"));
    assertFalse(visitor.page(visitor.viewer, "/mutes").contains("End now"), "viewers only see them");
    PageReply reply = visitor.send("/mutes", "mute", "m1");
    assertEquals("/mutes?ended=m1", reply.headers().get("Location"));
    assertTrue(visitor.page("/mutes", "ended", "m1").contains("The mute m1 is ended; its file is removed."));
    assertTrue(visitor.page("/mutes").contains("Nothing is muted."));
    assertEquals(List.of("mute m1", "end m1"), visitor.engine.actions);
  }

  @Test
  void aLinkCannotClaimThatSomethingWasDone() {
    assertFalse(visitor.page("/mutes", "ended", "everything").contains("everything"));
    assertFalse(visitor.page("/mutes", "added", "everything").contains("everything"));
  }

  @Test
  void aMuteThatNamesNoProgramSaysSo() {
    assertFalse(visitor.page("/mute", "number", "1").contains("name no program"));
    assertTrue(visitor.page("/mute", "number", "1", "sent", "1", "field:user.name", "on").contains("name no program"));
  }

  @Test
  void oneOtherAlertIsNotCalledOthers() {
    assertEquals(
        "Hides 40 of 40 such alerts, and not the other one of this rule.",
        MuteTrialText.sentence(new MuteTrial(40, 40, 1, 0, List.of(), 0, 0, true, List.of())));
    assertEquals(
        "Hides 1 of 1 such alerts, and also the other one of this rule.",
        MuteTrialText.sentence(new MuteTrial(1, 1, 1, 1, List.of(), 0, 0, true, List.of())));
  }

  @Test
  void noPageRepeatsANumberThatIsNoneOrATextOfAnAlertAsItIs() {
    for (String path : List.of("/mute", "/mute/advice", "/alert", "/alerts/detail", "/alert/events")) {
      assertFalse(visitor.raw(path, "number", "<script>x</script>").contains("<script>x"), path);
      String page = visitor.raw(path, "number", "1", "sent", "<shadow>");
      assertFalse(page.contains("<shadow>") || page.contains("<cron>"), page);
    }
  }

  @Test
  void viewersSeeTheProposalAndStartNoTrial() {
    String page = visitor.page(visitor.viewer, "/mute", "number", "1");
    assertTrue(page.contains("proc.name = <cron>") && page.contains("Only admins can try"), page);
    assertEquals(0, visitor.engine.mutes.trials.get(), "a trial loads all rules");
    assertTrue(visitor.page(visitor.viewer, "/mute/advice", "number", "1").contains("proc.name = <cron>"));
    assertEquals(0, visitor.engine.mutes.trials.get());
    assertFalse(page.contains("<form method=\"post\" action=\"/mute\">"), page);
  }
}
