package org.eyas.console.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.eyas.api.control.AuditEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What forms of pages change, and what the audit log says. */
@Timeout(90)
class SiteActionsTest extends SiteFixture {
  @Test
  void rejectedCheckIsShownAsAnErrorAndNotAudited() {
    engine.rules.busy = true;
    int actions = engine.entries.size();
    String answer = text(post("/rules/edit", "do", "check", "document", FakeRules.FILE, "content", "x"));
    assertEquals(
        "[{\"error\":true,\"line\":0,\"column\":0,\"length\":0,\"text\":\"not checked: the engine is checking other rules\"}]",
        answer);
    assertEquals(actions, engine.entries.size());
  }

  @Test
  void documentIsCheckedTriedAndSaved() {
    String page = get("/rules/edit", admin, "document", FakeRules.FILE);
    String digest = hiddenField(page, "digest");
    String broken = "- rule: Own\r\n  condition: broken\r\n";
    String answer = text(post("/rules/edit", "do", "check", "document", FakeRules.FILE, "content", broken));
    assertEquals(
        "[{\"error\":true,\"line\":2,\"column\":14,\"length\":6,\"text\":\"unknown field 'broken' (did you mean proc.name?)\"}]",
        answer);
    assertEquals(409,
        post("/rules/edit", "do", "save", "document", FakeRules.FILE, "content", broken, "digest", digest).status());
    assertEquals(409,
        post("/rules/edit", "do", "save", "document", "eyas_rules.yaml", "content", "x", "digest", digest).status());
    assertEquals(409, post("/rules/try", "do", "try", "document", FakeRules.FILE, "content", "fine", "rule", "Own").status());
    assertTrue(text(post("/rules/try", "do", "record")).contains("recording"));
    String trial = text(post("/rules/try", "do", "try", "document", FakeRules.FILE, "content", "fine", "rule", "Own"));
    assertTrue(trial.contains("1 matches in 123\u202f456 events") && trial.contains("nearest: evt.type"), trial);
    assertEquals(303,
        post("/rules/edit", "do", "save", "document", FakeRules.FILE, "content", "- rule: Own\r\n", "digest", digest).status());
    assertTrue(get("/rules/edit", admin, "document", FakeRules.FILE).contains("\n- rule: Own\n</textarea>"));
    assertEquals(409, post("/rules/edit", "do", "save", "document", FakeRules.FILE, "content", "old", "digest", digest).status());
    assertEquals(List.of("try Own", "save " + FakeRules.FILE), engine.actions);
    assertEquals("console:ann from 127.0.0.1", engine.entries.getFirst().who());
    assertFalse(engine.entries.getFirst().done());
  }

  @Test
  void pagesSayWhatWasDone() {
    PageReply reply = post("/rules", "do", "disable", "rule", "Own");
    assertEquals("/rules?switched=Own&to=disable", reply.headers().get("Location"));
    assertTrue(get("/rules", admin, "switched", "Own", "to", "disable").contains("The rule &#39;Own&#39; is disabled in"));
    assertFalse(get("/rules", admin, "switched", "Own", "to", "enable").contains("is enabled in"), "it is not");
    assertTrue(get("/rules", admin, "saved", FakeRules.FILE).contains(FakeRules.FILE + " is saved, and in use since "));
    assertFalse(get("/rules", admin, "saved", "Call 0900").contains("0900"), "no message of a stranger's link");
  }

  @Test
  void aRuleIsSwitchedInTheConfigurationFile() {
    assertEquals(303, post("/rules", "do", "disable", "rule", "Own").status());
    assertTrue(engine.file.text.endsWith("# Own off\n"), engine.file.text);
    assertEquals(409, post("/rules", "do", "disable", "rule", "Unknown").status());
    assertEquals("disable rule", engine.entries.get(1).what());
    assertEquals("attempt: disable rule", engine.entries.get(2).what());
  }

  @Test
  void theConfigurationIsSavedWithItsSecretsAndWithoutPrograms() {
    String page = get("/configuration", admin);
    String digest = hiddenField(page, "digest");
    assertTrue(page.contains("Authorization: (hidden 1)"), page);
    String shown = engine.file.text.replace("Bearer " + FakeFile.SECRET, "(hidden 1)");
    String edited = shown.replace("json_output: true", "json_output: false");
    assertEquals("[]", text(post("/configuration", "do", "check", "content", edited)));
    String wrong = text(post("/configuration", "do", "check", "content", shown.replace("kind: auto", "kind: nonsense")));
    assertTrue(wrong.contains("\"line\":3,") && !wrong.contains(FakeFile.SECRET), wrong);
    String program = shown.replace("{enabled: false}", "{enabled: true, program: sh}");
    PageReply refused = post("/configuration", "do", "save", "content", program, "digest", digest);
    assertTrue(refused.status() == 409 && text(refused).contains("program_output.enabled"), text(refused));
    assertEquals(409, post("/configuration", "do", "save", "content", edited, "digest", "0").status());
    assertEquals(303, post("/configuration", "do", "save", "content", edited.replace("\n", "\r\n"), "digest", digest).status());
    assertTrue(engine.file.text.contains("json_output: false\n") && engine.file.text.contains("Bearer " + FakeFile.SECRET));
    assertFalse(engine.entries.toString().contains(FakeFile.SECRET));
  }

  @Test
  void actionsOnOutputsAndDriversAreDone() {
    assertTrue(text(post("/channels", "do", "test", "output", "http")).contains("queued for http"));
    assertTrue(text(post("/channels", "do", "reopen", "output", "http")).contains("was reopened"));
    assertEquals(409, post("/channels", "do", "test", "output", "none").status());
    assertTrue(text(post("/channels", "do", "driver", "kind", "kmod")).contains("modprobe scap"));
    assertEquals(200, post("/channels", "do", "driver", "kind", "auto").status());
    assertEquals(409, post("/bundles", "do", "stop", "bundle", "org.eyas.core").status());
    assertEquals(409, post("/bundles", "do", "stop", "bundle", "org.eyas.console").status());
    assertEquals(303, post("/bundles", "do", "start", "bundle", "org.acme.output").status());
    assertEquals(303, post("/bundles", "do", "readmit", "bundle", "org.acme.enricher").status());
    assertEquals(
        List.of("test http", "reopen http", "use auto", "start org.acme.output", "readmit org.acme.enricher"), engine.actions);
    List<String> whats = engine.entries.reversed().stream().map(AuditEntry::what).toList();
    assertEquals(List.of("attempt: test output", "test output", "attempt: reopen output", "reopen output"), whats.subList(0, 4));
    assertEquals(List.of(0, 1, 1, 2), engine.actionsBefore.subList(0, 4), "an entry before each action, and one after");
    assertEquals(List.of("attempt: stop bundle", "change /bundles", "change /bundles"), whats.subList(10, 13),
        "and for each refusal");
    assertEquals(17, whats.size());
  }

  @Test
  void aFormWithoutTheTokenOfItsSessionDoesNothing() {
    assertEquals(403, post("/channels", "do", "test", "output", "http", "token", viewer.token()).status());
    assertEquals(List.of(), engine.actions);
  }

  @Test
  void aJournalThatCoversLittleSaysWhy() {
    String reported = text(post("/rules/try", "do", "record"));
    assertTrue(reported.contains("It covers 12 seconds only, older events were dropped."), reported);
  }
}
