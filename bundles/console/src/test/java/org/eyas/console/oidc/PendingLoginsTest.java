package org.eyas.console.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.eyas.console.oidc.PendingLogins.PendingLogin;
import org.junit.jupiter.api.Test;

/** Anybody can begin a login, as often as they like. */
class PendingLoginsTest {
  private final AtomicLong nanos = new AtomicLong();
  private final PendingLogins logins = new PendingLogins(nanos::get);

  private PendingLogin begin(String address) {
    return logins.begin(address, "https://localhost/login/oidc/callback", "/");
  }

  private boolean isThere(PendingLogin login) {
    return logins.complete(login.state(), login.browser()).isPresent();
  }

  @Test
  void aNetworkThatBeginsTooManyLosesItsOwn() {
    PendingLogin victim = begin("192.0.2.1");
    PendingLogin first = begin("198.51.100.7");
    for (int i = 0; i < 10_000; i++) {
      begin("198.51.100.7");
    }
    assertTrue(isThere(victim));
    assertFalse(isThere(first));
  }

  @Test
  void manyNetworksCannotFillTheMemory() {
    PendingLogin first = begin("192.0.2.1");
    for (int i = 0; i < 2_000; i++) {
      begin("10.0." + i / 250 + "." + i % 250);
    }
    assertFalse(isThere(first), "at most 1000");
    assertTrue(isThere(begin("192.0.2.1")));
  }

  @Test
  void eachTextIsRandomAndUsedOnce() {
    Set<String> texts = new HashSet<>();
    for (int i = 0; i < 50; i++) {
      PendingLogin login = begin("192.0.2.1");
      texts.addAll(Set.of(login.state(), login.browser(), login.nonce(), login.verifier()));
    }
    assertEquals(200, texts.size());
    PendingLogin login = begin("192.0.2.1");
    assertTrue(isThere(login));
    assertFalse(isThere(login));
    assertEquals(Optional.empty(), logins.complete("", ""));
  }

  @Test
  void aLoginIsForgottenAfterTenMinutes() {
    PendingLogin login = begin("192.0.2.1");
    nanos.addAndGet(Duration.ofMinutes(11).toNanos());
    assertFalse(isThere(login));
  }
}
