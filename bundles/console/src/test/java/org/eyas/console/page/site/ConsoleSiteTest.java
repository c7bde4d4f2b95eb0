package org.eyas.console.page.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.eyas.api.alert.Priority;
import org.eyas.console.access.ConsoleRole;
import org.eyas.console.access.ConsoleSession;
import org.eyas.console.access.FakeRequest;
import org.eyas.console.page.FakeFile;
import org.eyas.console.page.FakeRules;
import org.eyas.console.page.PageReply;
import org.eyas.console.page.SiteFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What all pages have in common. */
@Timeout(90)
class ConsoleSiteTest extends SiteFixture {
  private List<String> pages() {
    return site.pagePaths().stream().filter(
        path -> !path.startsWith("/alert") && !path.startsWith("/rules/") && !path.startsWith("/mute/") && !path.equals("/mute")
            && !path.equals("/configuration/words"))
        .toList();
  }

  @Test
  void aLoweredRoleEndsTheOpenSessionsOfTheUser() throws Exception {
    access.accounts().setPassword("ann", ConsoleRole.ADMIN, "the current one");
    access.accounts().setPassword("bob", ConsoleRole.ADMIN, "the current one");
    ConsoleSession bob = session("bob", ConsoleRole.ADMIN);
    assertTrue(access.sessions().exists(bob));
    assertEquals(303, post("/account", "do", "put", "user", "bob", "role", "viewer", "fresh", "only looks at things").status());
    assertFalse(access.sessions().exists(bob));
    assertTrue(access.sessions().exists(admin));
    assertEquals(ConsoleRole.VIEWER, access.accounts().find("bob").orElseThrow().role());
  }

  @Test
  void everyPageWorksWithAllServicesAndWithNone() {
    for (String path : pages()) {
      assertFalse(get(path, admin).contains("Not available"), path);
    }
    engine.there = false;
    for (String path : pages()) {
      assertTrue(path.equals("/account") || get(path, admin).toLowerCase().contains("not available"), path);
    }
    assertTrue(get("/alerts", admin).contains("Not available"));
  }

  @Test
  void noPageHasASecretAndNoValueIsMarkup() {
    engine.well = false;
    for (String path : pages()) {
      for (ConsoleSession session : List.of(admin, viewer)) {
        String page = get(path, session);
        assertFalse(page.contains(FakeFile.SECRET), path);
        assertFalse(page.contains("<no tag>"), path);
      }
    }
    assertTrue(get("/bundles", admin).contains("&lt;no tag&gt;"));
    assertTrue(get("/alerts", admin, "view", "alerts").contains("opened /etc/&lt;shadow&gt;"));
    assertTrue(get("/alerts/detail", admin, "number", "1").contains("sshd: root@pts/0"));
    assertTrue(get("/rules/edit", admin, "document", FakeRules.FILE).contains("&lt;b&gt;%evt.arg.name"));
  }

  @Test
  void viewerSeesNoFormsForChanges() {
    for (String path : pages()) {
      String page = get(path, viewer);
      int forms = page.split("<form method=\"post\"", -1).length - 1;
      assertEquals(path.equals("/account") ? 2 : 1, forms, path + ": only log-out and one's own password");
    }
  }

  @Test
  void aMistakeInANewPasswordIsShownOnTheSamePage() {
    PageReply reply = post("/account", "do", "password", "password", "the current one", "fresh", "long enough 1", "again",
        "long enough 2");
    assertEquals(409, reply.status());
    assertTrue(text(reply).contains("role=\"alert\">The two new passwords differ.") && text(reply).contains("name=\"again\""));
    assertFalse(text(reply).contains("long enough"), text(reply));
  }

  @Test
  void aMissingPageIsAPageInABrowserAndOneLineOtherwise() {
    FakeRequest request = FakeRequest.get("/nothing");
    assertTrue(text(site.answer(request, Optional.of(viewer))).contains("role=\"alert\">There is no such page."));
    FakeRequest script = request.with("Accept", "*/*");
    assertEquals("There is no such page.\n", text(site.answer(script, Optional.of(viewer))));
    assertEquals(404, site.answer(request, Optional.of(viewer)).status());
  }

  @Test
  void aFormThatIsOutOfDateAndAnInternalErrorArePages() {
    FakeRequest old = FakeRequest.post("/channels", map("do", "test", "output", "http", "token", "of yesterday"));
    PageReply form = site.answer(old.with("Accept", "text/html"), Optional.of(admin));
    assertEquals(403, form.status());
    assertTrue(text(form).contains("role=\"alert\">This form is out of date") && text(form).contains("<nav"), text(form));
    engine.beforeSearch = () -> {
      throw new IllegalStateException("a test of an internal error");
    };
    PageReply failed = site.answer(FakeRequest.get("/alerts"), Optional.of(viewer));
    assertEquals(500, failed.status());
    assertTrue(text(failed).contains("role=\"alert\">This page failed due to an internal error"), text(failed));
    assertFalse(text(failed).contains("a test of an internal error"), "the reason is for the log");
  }

  @Test
  void invisibleCharactersAreShownExceptInEditedTexts() {
    engine.alerts.raise(Priority.ALERT, "Own", "opened gnp\u202eexe\u0085\u009b", "files");
    assertTrue(alerts("").contains("opened gnp\\u202eexe\\x85\\x9b"));
    engine.file.text += "# \u202e\n";
    assertTrue(get("/configuration", admin).contains("# \u202e\n</textarea>"));
    String digest = hiddenField(get("/rules/edit", admin, "document", FakeRules.FILE), "digest");
    post("/rules/edit", "do", "save", "document", FakeRules.FILE, "content", "- rule: \u2066\n", "digest", digest);
    assertTrue(get("/rules/edit", admin, "document", FakeRules.FILE).contains("\n- rule: \u2066\n</textarea>"));
    assertEquals(409, post("/bundles", "do", "stop", "bundle", "org.eyas.core").status());
    post("/channels", "do", "test", "output", "a\u202eb");
    assertFalse(engine.entries.toString().contains("\u202e"), engine.entries.toString());
  }
}
