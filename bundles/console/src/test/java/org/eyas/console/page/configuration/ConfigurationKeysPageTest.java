package org.eyas.console.page.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eyas.console.page.FakeFile;
import org.eyas.console.page.PageReply;
import org.eyas.console.page.RuleDocuments;
import org.eyas.console.page.Visitor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationKeysPageTest {
  @TempDir private Path folder;
  private Visitor visitor;

  @BeforeEach
  void prepare() {
    visitor = new Visitor(folder);
  }

  private String form(String... parameters) {
    return visitor.page(visitor.admin, "/configuration/keys", parameters);
  }

  private PageReply send(String action, String key, String value) {
    List<String> all = new ArrayList<>(List.of("do", action, "keys", key, key, value));
    all.addAll(List.of("digest", RuleDocuments.digest(visitor.engine.file.text)));
    return visitor.send(visitor.admin, "/configuration/keys", all.toArray(String[]::new));
  }

  @Test
  void sectionsSayHowManyOfTheirKeysAreNotTheDefault() {
    String page = form();
    assertTrue(page.contains("href=\"/configuration/keys?section=http_output\">http_output</a>"), page);
    assertTrue(page.replaceAll("\\s+", " ").contains(
        "http_output</a></td><td class=\"n\" data-label=\"Keys\">2</td><td class=\"n\" data-label=\"Not the default\">2</td>"),
        page);
    assertFalse(page.contains("id=\"http_output.url\""), "the keys themselves are on the page of the section");
  }

  @Test
  void aKeyShowsItsValueItsDefaultItsDescriptionAndWhetherItIsChanged() {
    String page = form("section", "engine");
    assertTrue(page.contains("<option value=\"auto\" selected>auto</option>"), page);
    assertTrue(page.contains("Do something with <engine.kind>. Takes what it takes. Default: <code>auto</code>."), page);
    assertFalse(page.contains(">changed</span>"), page);
    assertTrue(form("text", "json_output").contains(">changed</span>"));
    String changed = form("changed", "1");
    assertTrue(changed.contains("id=\"json_output\"") && !changed.contains("id=\"engine.kind\""), changed);
  }

  @Test
  void secretsAreHiddenAndKeysThatCannotBeChangedSayWhy() {
    String page = form("section", "eyas.http_output");
    assertTrue(page.contains("Authorization: (hidden 1)</textarea>"), page);
    assertFalse(page.contains(FakeFile.SECRET), page);
    assertTrue(form("text", "program_output").contains("It can be changed only in the file itself."));
    assertTrue(form("text", "priority").contains("Set by -o priority=notice, which overrides the file."));
    assertTrue(form("bundle", "org.acme.output").contains("Add an entry with the pid org.acme.lines to eyas.components first."));
  }

  @Test
  void aChangeIsShownAsLinesBeforeItIsSaved() {
    String before = visitor.engine.file.text;
    String page = Visitor.text(send("check", "engine.kind", "kmod"));
    assertTrue(page.contains("<ins>engine.kind: kmod</ins>") && page.contains("the engine can run with it"), page);
    assertEquals(before, visitor.engine.file.text);
    PageReply saved = send("save", "engine.kind", "kmod");
    assertEquals(303, saved.status());
    assertEquals(before + "engine.kind: kmod\n", visitor.engine.file.text);
    assertEquals("/etc/eyas/eyas.yaml: engine.kind", visitor.engine.entries.getFirst().detail());
  }

  @Test
  void valuesAreWrittenAsYaml() {
    send("save", "load_plugins", "json\r\na name: of two\r\n");
    assertTrue(visitor.engine.file.text.endsWith("load_plugins: [json, \"a name: of two\"]\n"), visitor.engine.file.text);
    send("save", "eyas.http_outputs[0].name", "second");
    assertTrue(visitor.engine.file.text.endsWith("eyas.http_outputs[0].name: second\n"), visitor.engine.file.text);
  }

  @Test
  void aRejectedChangeComesBackAsItWasEnteredAndIsAudited() {
    PageReply reply = send("save", "eyas.http_output.headers", "no colon");
    assertEquals(409, reply.status());
    assertTrue(Visitor.text(reply).contains("role=\"alert\">'no colon' is not NAME: TEXT."), Visitor.text(reply));
    String page =
        Visitor.text(visitor.send(visitor.admin, "/configuration/keys", "do", "save", "keys", "engine.kind", "engine.kind",
            "kmod", "digest", "0", "section", "engine"));
    assertTrue(page.contains("somebody else changed the file") && page.contains("<option value=\"kmod\" selected>"), page);
    assertFalse(visitor.engine.entries.getFirst().done());
    assertEquals("save configuration", visitor.engine.entries.getFirst().what());
  }

  @Test
  void aSecretIsNotSentToAnotherReceiver() {
    PageReply reply = send("save", "http_output.url", "http://example.org/");
    assertEquals(409, reply.status());
    assertTrue(Visitor.text(reply).contains("a hidden value cannot be kept when its destination changes"), Visitor.text(reply));
    assertFalse(visitor.engine.file.text.contains("example.org"));
  }

  @Test
  void guardedKeysAreNotChangedEvenIfAFormNamesThem() {
    String before = visitor.engine.file.text;
    String page = Visitor.text(send("check", "program_output.program", "sh"));
    assertTrue(page.contains("Nothing changes"), page);
    assertEquals(before, visitor.engine.file.text);
  }

  @Test
  void aViewerSeesTheKeysAndNoButton() {
    String page = visitor.page(visitor.viewer, "/configuration/keys", "section", "engine");
    assertTrue(page.contains("disabled") && !page.contains(">Check</button>"), page);
  }
}
