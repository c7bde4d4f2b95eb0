package org.eyas.console.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The page of the changes of files. */
@Timeout(90)
class FileChangesPageTest extends SiteFixture {
  private static final String FILE = "/etc/eyas/rules.d/own.yaml";

  @Test
  void eachChangeHasItsAuthorItsLinesAndAButton() {
    engine.versions.add(FILE, "", "a\nold\nz\n");
    engine.versions.add(FILE, "ann", "a\nnew <b>\nz\n");
    String page = get("/changes", admin);
    assertTrue(page.contains("<del>old</del>\n<ins>new &lt;b&gt;</ins>\n"), page);
    assertTrue(page.contains(">ann</td>") && page.contains(">not by Eyas</td>"), page);
    assertTrue(page.contains("name=\"version\" value=\"1\"><button>Undo</button>"), page);
    assertTrue(page.contains("name=\"version\" value=\"1\"><button>Go back to this</button>"), page);
  }

  @Test
  void oneClickGoesBackAndIsAudited() {
    engine.versions.add(FILE, "", "old\n");
    engine.versions.add(FILE, "ann", "new\n");
    PageReply reply = post("/changes", "file", FILE, "version", "1");
    assertEquals(303, reply.status());
    assertEquals(List.of("revert " + FILE + " 1 for console:ann from 127.0.0.1"), engine.actions);
    assertEquals("revert file", engine.entries.getFirst().what());
    assertEquals("attempt: revert file", engine.entries.get(1).what());
    assertTrue(get("/changes", admin, "reverted", FILE + " to version 1").contains("Done: " + FILE + " to version 1."));
    assertFalse(get("/changes", admin, "reverted", "Call 0900").contains("0900"), "no message of a stranger's link");
  }

  @Test
  void aRefusalGivesItsReason() {
    engine.versions.add(FILE, "ann", "new\n");
    assertEquals(409, post("/changes", "file", FILE, "version", "7").status());
    engine.versions.refusal = "the rules would not load";
    PageReply reply = post("/changes", "file", FILE, "version", "1");
    assertEquals(409, reply.status());
    assertTrue(text(reply).contains("the rules would not load"));
    assertFalse(engine.entries.getFirst().done());
  }

  @Test
  void anOldVersionOfTheConfigurationCannotDoWhatTheConsoleMayNot() {
    String file = Path.of(engine.file.path()).toAbsolutePath().toString();
    engine.versions.add(file, "ann", "json_output: true\nprogram_output:\n  enabled: true\n  program: evil\n");
    engine.versions.add(file, "ann", "http_output:\n  url: '(secret of http_output.url)'\n");
    PageReply program = post("/changes", "file", file, "version", "1");
    assertEquals(409, program.status());
    assertTrue(text(program).contains("program_output"), text(program));
    PageReply secret = post("/changes", "file", file, "version", "2");
    assertEquals(409, secret.status());
    assertTrue(text(secret).contains("eyas config revert"), text(secret));
    assertEquals(List.of(), engine.actions);
  }
}
