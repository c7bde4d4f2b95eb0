package org.eyas.console.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessGateTest {
  private long now;
  private final ConsoleSessions sessions =
      new ConsoleSessions(_ -> true, SessionLimits.DEFAULT, () -> now);
  private final AccessGate gate =
      new AccessGate(sessions, new ConsoleHostNames(List.of("*.example.org")), Set.of("/login"), Set.of("/", "/rules"));
  private final ConsoleSession admin =
      sessions.begin(new ConsoleAccount("ann", ConsoleRole.ADMIN, PasswordHash.ofUnknownUser(), false));
  private final ConsoleSession viewer =
      sessions.begin(new ConsoleAccount("vic", ConsoleRole.VIEWER, PasswordHash.ofUnknownUser(), false));

  private void assertPasses(FakeRequest request) {
    assertInstanceOf(AccessDecision.Pass.class, gate.decide(request));
  }

  private void assertRefused(int status, FakeRequest request) {
    assertEquals(status, assertInstanceOf(AccessDecision.Refuse.class, gate.decide(request)).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/rules", "/account", "/logout", "/nothing", "/system/console", "/system/console/bundles.json"})
  void nothingButTheOpenPathsIsThereWithoutASession(String path) {
    assertInstanceOf(AccessDecision.LogIn.class, gate.decide(FakeRequest.get(path)));
    assertInstanceOf(AccessDecision.LogIn.class, gate.decide(FakeRequest.post(path, Map.of())));
    assertPasses(FakeRequest.get("/login"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/login/../rules", "/login;x=1", "/%2e%2e/rules", "//rules", "/login%00", "/static/..", "*", ""})
  void aPathInAnotherSpellingIsNone(String path) {
    assertRefused(400, FakeRequest.get(path).by(admin));
  }

  @Test
  void aViewerSeesPagesAndChangesNothing() {
    assertPasses(FakeRequest.get("/rules").by(viewer));
    assertRefused(403, FakeRequest.post("/rules", Map.of()).by(viewer));
    assertRefused(403, FakeRequest.get("/system/console/bundles").by(viewer));
    assertPasses(FakeRequest.post("/rules", Map.of()).by(admin));
    assertPasses(FakeRequest.get("/system/console/bundles").by(admin));
  }

  @Test
  void aViewerKeepsSearchesAndNothingElseOfTheAlerts() {
    assertPasses(FakeRequest.post(AccessGate.SEARCHES, Map.of()).by(viewer));
    assertRefused(403, FakeRequest.post(AccessGate.SEARCHES + "/more", Map.of()).by(viewer));
    assertRefused(403, FakeRequest.post("/alerts", Map.of()).by(viewer));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"config", "status-Configurations", "status-System_Properties.txt", "depfinder", "memoryusage", "vmstat"})
  void pagesOfFelixThatPrintSecretsAreClosedForAdminsToo(String page) {
    assertRefused(403, FakeRequest.get("/system/console/" + page).by(admin));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/bundles", "/bundles/org.eyas.core", "/bundles/3", "/components", "/components/12",
      "/components.json", "/services"})
  void felixPagesChangeNothing(String page) {
    for (String type : List.of("application/x-www-form-urlencoded", "multipart/form-data; boundary=x")) {
      FakeRequest post =
          FakeRequest.post("/system/console" + page, Map.of("action", "stop")).with("Content-Type", type).by(admin);
      AccessDecision.Refuse refuse = assertInstanceOf(AccessDecision.Refuse.class, gate.decide(post));
      assertEquals(403, refuse.status());
      assertEquals(Optional.of(admin), refuse.admin(), "the attempt is noted");
    }
  }

  @Test
  void detailsOfAConfigurationAreRequestedByPost() {
    assertPasses(FakeRequest.post("/system/console/configMgr/org.eyas.core", Map.of()).by(admin));
  }

  @ParameterizedTest
  @ValueSource(strings = {"post", "unbind", "apply", "delete", "update", "create"})
  void aGetThatFelixTakesForAPostIsRefusedAndNoted(String parameter) {
    FakeRequest get = FakeRequest.get("/system/console/configMgr/org.eyas.core").by(admin);
    FakeRequest change =
        new FakeRequest(get.method(), get.path(), get.headers(), Map.of(parameter, "true"), get.cookie(), get.secure());
    AccessDecision.Refuse refuse = assertInstanceOf(AccessDecision.Refuse.class, gate.decide(change));
    assertEquals(403, refuse.status());
    assertEquals(Optional.of(admin), refuse.admin(), "the attempt is noted");
    assertPasses(get);
  }

  @ParameterizedTest
  @ValueSource(strings = {"unbind", "apply", "delete", "update", "create", "action"})
  void aFormThatChangesAConfigurationIsRefused(String parameter) {
    String path = "/system/console/configMgr/org.eyas.core";
    assertTrue(FelixPageAccess.refusalReason(path, Set.of(parameter)).isPresent());
    assertEquals(Optional.empty(), FelixPageAccess.refusalReason(path, Set.of("pidFilter")));
    assertEquals(Optional.empty(), FelixPageAccess.refusalReason("/rules", Set.of(parameter)));
  }

  @Test
  void aRequestOfAnotherSiteChangesNothing() {
    FakeRequest post = FakeRequest.post("/rules", Map.of()).by(admin);
    assertRefused(403, post.with("Sec-Fetch-Site", "cross-site"));
    assertRefused(403, post.with("Sec-Fetch-Site", "same-site"));
    assertRefused(403, post.with("Origin", "http://evil.example"));
    assertRefused(403, post.with("Origin", "null"));
    assertRefused(403, post.with("Origin", "").with("Sec-Fetch-Site", ""));
    assertRefused(403, FakeRequest.post("/login", Map.of()).with("Origin", "http://evil.example"));
  }

  @Test
  void foreignHostNameIsRejectedEvenAtTheLogIn() {
    assertRefused(421, FakeRequest.get("/login").with("Host", "evil.example:8766"));
    assertRefused(421, FakeRequest.get("/login").with("Host", ""));
    assertRefused(421, FakeRequest.get("/login").with("Host", "127.0.0.1.evil.example"));
    assertPasses(FakeRequest.get("/login").with("Host", "node1.example.org"));
    assertPasses(FakeRequest.get("/login").with("Host", "[::1]:8766"));
    assertPasses(FakeRequest.get("/login").with("Host", "LOCALHOST:8766"));
  }

  @Test
  void otherMethodsAreRefused() {
    assertRefused(405, new FakeRequest("PUT", "/", FakeRequest.get("/").headers(), Map.of(), "", false).by(admin));
    assertRefused(405, new FakeRequest("TRACE", "/", FakeRequest.get("/").headers(), Map.of(), "", false).by(admin));
  }

  @Test
  void oneTimePasswordMustBeChangedFirst() {
    ConsoleSession once = sessions.begin(new ConsoleAccount("admin", ConsoleRole.ADMIN, PasswordHash.ofUnknownUser(), true));
    assertInstanceOf(AccessDecision.ChangePassword.class, gate.decide(FakeRequest.get("/").by(once)));
    assertInstanceOf(AccessDecision.ChangePassword.class, gate.decide(FakeRequest.post("/rules", Map.of()).by(once)));
    assertInstanceOf(AccessDecision.ChangePassword.class, gate.decide(FakeRequest.get("/system/console").by(once)));
    assertPasses(FakeRequest.post("/account", Map.of()).by(once));
  }

  @Test
  void sessionEndsAfterIdleTimeAndAfterItsMaximumDuration() {
    for (int i = 0; i < 40; i++) {
      now += Duration.ofMinutes(20).toNanos();
      boolean over = now > Duration.ofHours(12).toNanos();
      assertEquals(over, gate.decide(FakeRequest.get("/").by(admin)) instanceof AccessDecision.LogIn,
          "after " + Duration.ofNanos(now));
    }
    assertInstanceOf(AccessDecision.LogIn.class, gate.decide(FakeRequest.get("/").by(viewer)));
    assertTrue(now > 0);
  }
}
