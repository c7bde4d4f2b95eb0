package org.eyas.console.page.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.eyas.console.access.FakeRequest;
import org.eyas.console.page.SiteFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(90)
class SessionPageTest extends SiteFixture {
  private static final String ENDED = "{\"seconds\":0,\"extensible\":false,\"endsSoon\":true}";

  @Test
  void theScriptOfEachPageGetsTheTimeThatTheSessionStillHas() {
    assertTrue(get("/rules", viewer).contains("/static/session.js"));
    String answer = get("/session", viewer);
    assertTrue(answer.matches("\\{\"seconds\":1(800|79\\d|7[0-8]\\d),\"extensible\":true,\"endsSoon\":false}"), answer);
  }

  @Test
  void aSessionThatHasEndedHasNoTime() {
    assertEquals(ENDED, text(site.answer(FakeRequest.get("/session"), Optional.empty())));
    access.sessions().end(viewer);
    assertEquals(ENDED, get("/session", viewer));
    assertTrue(ConsoleSite.openPaths().contains("/session"), "the script must learn it, instead of the login page");
    assertFalse(text(site.answer(FakeRequest.get("/login"), Optional.empty())).contains("session.js"));
  }
}
