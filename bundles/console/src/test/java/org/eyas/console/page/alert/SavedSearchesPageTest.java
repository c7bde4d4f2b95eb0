package org.eyas.console.page.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.eyas.api.alert.Priority;
import org.eyas.console.page.PageReply;
import org.eyas.console.page.Visitor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedSearchesPageTest {
  @TempDir private Path folder;
  private Visitor visitor;

  @BeforeEach
  void prepare() {
    visitor = new Visitor(folder);
    visitor.engine.alerts.raise(Priority.NOTICE, "Own", "opened", "files");
  }

  private PageReply send(String action, String name, String query) {
    return visitor.send(visitor.viewer, "/alerts/searches", "do", action, "name", name, "q", query, "view", "alerts");
  }

  private List<String> lines() throws Exception {
    return Files.readAllLines(folder.resolve("accounts-preferences"));
  }

  @Test
  void aViewerSavesASearchThatOtherUsersDoNotSee() throws Exception {
    PageReply reply = send("save", "Shells & co", "rule:\"Shell*\" -user.name:root");
    assertEquals(303, reply.status());
    String page = visitor.page(visitor.viewer, "/alerts");
    assertTrue(page.contains(
        "<a href=\"/alerts?view=alerts&q=rule%3A%22Shell*%22+-user.name%3Aroot\">Shells & co</a>"), page);
    assertFalse(visitor.page(visitor.admin, "/alerts").contains("Shells"));
    assertEquals("rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("accounts-preferences"))));
    send("save", "Shells & co", "rule:other");
    assertEquals(1, lines().size(), "one with each name");
    send("remove", "Shells & co", "");
    assertEquals(List.of(), lines());
    assertEquals("remove search", visitor.engine.entries.getFirst().what());
  }

  @Test
  void theColumnsOfAUserAreThoseOfTheExportedFile() {
    send("add-column", "proc.pid", "");
    String csv = Visitor.raw(visitor.visit(visitor.viewer, "/alerts/export", "format", "csv"));
    assertTrue(csv.startsWith("number,time,priority,rule,source,container,pod,message,tags,proc.pid\r\n"), csv);
    assertTrue(csv.endsWith(",\"opened\",\"files\",\"4711\"\r\n"), csv);
    assertTrue(visitor.page(visitor.viewer, "/alerts").contains("CSV</a> with your columns"));
    assertTrue(Visitor.raw(visitor.visit(visitor.admin, "/alerts/export", "format", "csv")).contains(",tags,fields\r\n"));
  }

  @Test
  void theNumberOfSavedSearchesIsLimited() throws Exception {
    for (int i = 0; i < 30; i++) {
      assertEquals(303, send("save", "n" + i, "q").status());
    }
    assertEquals(409, send("save", "one more", "q").status());
    assertEquals(303, send("save", "n3", "changed").status(), "an existing one can be replaced");
    assertEquals(409, send("save", "long", "x".repeat(3_000)).status());
    assertEquals(409, send("save", "x".repeat(61), "q").status());
    assertEquals(30, lines().size());
  }

  @Test
  void linesOfOthersStay() throws Exception {
    Path file = folder.resolve("accounts-preferences");
    Files.writeString(file, "# a note\nsearch bob Mine q=x\nnonsense\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    send("save", "a", "b");
    assertEquals(List.of("# a note", "search bob Mine q=x", "nonsense", "search vic a view=alerts&q=b"), lines());
  }

  @Test
  void aNameThatCannotBeDecodedIsNotShownAndStays() throws Exception {
    Path file = folder.resolve("accounts-preferences");
    Files.writeString(file, "search vic 100%zz q=x\nsearch vic Mine q=y\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    String page = visitor.page(visitor.viewer, "/alerts");
    assertTrue(page.contains(">Mine</a>") && !page.contains("100%zz"), page);
    send("save", "a", "b");
    assertEquals(List.of("search vic 100%zz q=x", "search vic Mine q=y", "search vic a view=alerts&q=b"), lines());
  }

  @Test
  void chosenFieldsAreColumnsOfSingleAlerts() throws Exception {
    assertFalse(visitor.page(visitor.viewer, "/alerts", "view", "alerts").contains("class=\"cells\""));
    for (String field : List.of("evt.type", "proc.pname", "proc.pid")) {
      assertEquals(303, send("add-column", field, "").status(), field);
    }
    String page = visitor.page(visitor.viewer, "/alerts", "view", "alerts");
    assertTrue(page.contains("<span class=\"muted\">evt.type</span> <span class=\"mono\">execve</span>"),
        "read by the condition");
    assertTrue(page.contains("<span class=\"muted\">proc.pname</span> <span class=\"mono\">sshd</span>"), "of the process tree");
    assertTrue(page.contains("<span class=\"muted\">proc.pid</span> <span class=\"mono\">4711</span>"), "sent with the alert");
    assertTrue(visitor.page(visitor.viewer, "/alerts/list", "view", "alerts").contains(">execve<"));
    send("remove-column", "evt.type", "");
    assertFalse(visitor.page(visitor.viewer, "/alerts", "view", "alerts").contains(">execve<"));
    assertEquals(List.of("columns vic proc.pname,proc.pid"), lines());
  }

  @Test
  void aColumnOfDurationsHasUnitsForPeople() {
    visitor.engine.alerts.raiseTimed("Timed", 1_767_225_600_123_456_789L, 1_500_000);
    send("add-column", "proc.duration", "");
    String page = visitor.page(visitor.viewer, "/alerts", "view", "alerts");
    assertTrue(
        page.contains("<span class=\"muted\">proc.duration</span> <span class=\"mono\" title=\"1500000 ns\">1.5\u202fms</span>"),
        page);
  }

  @Test
  void aColumnIsAFieldOfTheCatalog() {
    assertEquals(409, send("add-column", "proc.nmae", "").status());
    assertEquals(409, send("add-column", "a b", "").status());
    assertTrue(visitor.page(visitor.viewer, "/alerts/completion", "name", "*", "start", "proc.pn").contains("\"proc.pname\""));
  }

  @Test
  void longCommandLinesAreShownInPart() {
    visitor.engine.alerts.raiseWithCommand("Long", "sh -c '" + "x".repeat(600) + "'");
    String page = visitor.page(visitor.viewer, "/alert", "number", "2");
    assertTrue(page.contains("<details class=\"long\"><summary><span class=\"mono\">sh -c"), page);
  }
}
