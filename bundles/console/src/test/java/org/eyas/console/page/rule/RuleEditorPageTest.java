package org.eyas.console.page.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.eyas.console.page.FakeRules;
import org.eyas.console.page.PageReply;
import org.eyas.console.page.RuleDocuments;
import org.eyas.console.page.Visitor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleEditorPageTest {
  private static final String BROKEN = "- rule: Own\r\n  desc: d\r\n  condition: evt.type = openat and broken = 1\r\n";

  @TempDir private Path folder;
  private Visitor visitor;

  @BeforeEach
  void open() {
    visitor = new Visitor(folder);
  }

  private PageReply send(String action, String content) {
    return visitor.send("/rules/edit", "do", action, "document", FakeRules.FILE, "content", content, "digest",
        RuleDocuments.digest(visitor.engine.rules.documents().getLast().content()));
  }

  @Test
  void aViewerReadsADocumentButHasNothingToSaveItWith() {
    String page = visitor.page(visitor.viewer, "/rules/edit", "document", FakeRules.FILE);
    assertTrue(page.contains("- rule: Own") && page.contains(" readonly>"), page);
    assertFalse(page.contains("id=\"save\"") || page.contains("id=\"trial\""), page);
    String own = visitor.page("/rules/edit", "document", FakeRules.FILE);
    assertTrue(own.contains("id=\"save\"") && own.contains("id=\"trial\""), own);
  }

  @Test
  void aDocumentOfABundleCanBeTriedButNotSaved() {
    String page = visitor.page("/rules/edit", "document", "eyas_rules.yaml");
    assertTrue(page.contains("id=\"trial\"") && page.contains("it can be tried, but not saved"), page);
    assertFalse(page.contains("id=\"save\""), page);
  }

  @Test
  void anErrorIsAtTheWordThatIsWrong() {
    assertEquals(
        "[{\"error\":true,\"line\":3,\"column\":36,\"length\":6,\"text\":\"unknown field 'broken' (did you mean proc.name?)\"}]",
        Visitor.raw(send("check", BROKEN)));
  }

  @Test
  void aLikelyMistakeIsAWarningAtItsRule() {
    assertEquals(
        "[{\"error\":false,\"line\":1,\"column\":1,\"length\":0,\"text\":\"did you mean even?\"}]",
        Visitor.raw(send("check", "- rule: odd\r\n")));
  }

  @Test
  void aTextWithAnErrorIsNotSavedAndTheAnswerSaysWhere() {
    PageReply reply = send("save", BROKEN);
    assertEquals(409, reply.status());
    assertTrue(Visitor.text(reply).contains("Not saved: line 3: unknown field 'broken'"), Visitor.text(reply));
    assertEquals(List.of(), visitor.engine.actions);
  }

  @Test
  void aScriptThatSavesGetsTheAddressOfTheNextPage() {
    PageReply reply =
        visitor.sendAsScript("/rules/edit", "do", "save", "document", FakeRules.FILE, "content", "- rule: Own\n", "digest",
            RuleDocuments.digest(visitor.engine.rules.documents().getLast().content()));
    assertEquals(200, reply.status());
    assertEquals("\"/rules?saved=%2Fetc%2Feyas%2Frules.d%2Fown.yaml\"", Visitor.raw(reply));
    assertEquals(List.of("save " + FakeRules.FILE), visitor.engine.actions);
  }

  @Test
  void aNewerCheckOfTheSameEditorCancelsTheOlder() throws Exception {
    visitor.engine.rules.hangOn("older");
    Thread older = Thread.ofVirtual().start(() -> send("check", "older"));
    visitor.engine.rules.awaitHanging();
    assertEquals("[]", Visitor.raw(send("check", "newer")));
    older.join(60_000);
    assertTrue(!older.isAlive() && visitor.engine.rules.wasInterrupted());
  }
}
