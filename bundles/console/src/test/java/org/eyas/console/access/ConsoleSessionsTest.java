package org.eyas.console.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The limits of a session, and the requests that extend it. */
class ConsoleSessionsTest {
  private final AtomicLong nanos = new AtomicLong(5);
  private final ConsoleSessions sessions = new ConsoleSessions(_ -> true, SessionLimits.DEFAULT, nanos::get);
  private final AccessGate gate =
      new AccessGate(sessions, new ConsoleHostNames(List.of()), Set.of("/session"), Set.of("/", "/alerts/stream"));
  private final ConsoleSession session =
      sessions.begin(new ConsoleAccount("ann", ConsoleRole.ADMIN, PasswordHash.ofUnknownUser(), false));

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private boolean isThereAfter(FakeRequest everyTenMinutes) {
    for (int i = 0; i < 5; i++) {
      pass(Duration.ofMinutes(10));
      gate.decide(everyTenMinutes.by(session));
    }
    return sessions.exists(session);
  }

  @Test
  void requestsOfTheUserExtendASession() {
    assertTrue(isThereAfter(FakeRequest.get("/")));
    assertTrue(isThereAfter(FakeRequest.get("/session")), "the button that extends it");
  }

  @Test
  void aPageThatRefreshesItselfDoesNotExtendASession() {
    assertFalse(isThereAfter(FakeRequest.get("/").with("Eyas-Refresh", "1")));
  }

  @Test
  void aStreamThatTheBrowserOpensAgainDoesNotExtendASession() {
    assertFalse(isThereAfter(FakeRequest.get("/alerts/stream")));
  }

  @Test
  void thePageThatAsksForTheRemainderDoesNotExtendASession() {
    assertFalse(isThereAfter(FakeRequest.get("/session").with("Eyas-Refresh", "1")));
  }

  @Test
  void newLimitsApplyToRunningSessions() {
    pass(Duration.ofMinutes(20));
    sessions.configure(_ -> true, new SessionLimits(Duration.ofMinutes(10), Duration.ofHours(12)));
    assertFalse(sessions.exists(session));
    ConsoleSession other = sessions.begin(new ConsoleAccount("bob", ConsoleRole.ADMIN, PasswordHash.ofUnknownUser(), false));
    pass(Duration.ofMinutes(9));
    sessions.configure(_ -> true, new SessionLimits(Duration.ofMinutes(60), Duration.ofHours(12)));
    pass(Duration.ofMinutes(50));
    assertTrue(sessions.exists(other));
    sessions.configure(_ -> true, new SessionLimits(Duration.ofMinutes(60), Duration.ofMinutes(55)));
    assertFalse(sessions.exists(other));
  }

  @Test
  void theRemainderSaysWhichLimitEndsTheSessionAndWhenToWarn() {
    assertEquals(new SessionRemainder(1_800, true, false), sessions.remainder(session));
    pass(Duration.ofMinutes(28));
    assertEquals(new SessionRemainder(120, true, true), sessions.remainder(session));
    sessions.configure(_ -> true, new SessionLimits(Duration.ofMinutes(30), Duration.ofMinutes(29)));
    assertEquals(new SessionRemainder(60, false, true), sessions.remainder(session));
    pass(Duration.ofMinutes(2));
    assertEquals(SessionRemainder.NONE, sessions.remainder(session));
  }

  @Test
  void aShortLimitWarnsWhenHalfOfItIsOver() {
    sessions.configure(_ -> true, new SessionLimits(Duration.ofMinutes(1), Duration.ofHours(1)));
    pass(Duration.ofSeconds(29));
    assertEquals(new SessionRemainder(31, true, false), sessions.remainder(session));
    pass(Duration.ofSeconds(1));
    assertEquals(new SessionRemainder(30, true, true), sessions.remainder(session));
  }
}
