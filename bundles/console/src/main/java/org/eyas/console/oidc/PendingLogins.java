package org.eyas.console.oidc;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.eyas.console.access.ClientNetwork;

/**
 * The logins that were begun and are at the provider. Each can be completed once, by the browser that began it. Anybody can
 * begin one, so their number is limited: a network that begins too many loses its oldest ones.
 */
final class PendingLogins {
  /**
   * A login that was begun.
   *
   * @param state the random text that the provider returns
   * @param browser the random text in a cookie of the browser
   * @param verifier the secret of PKCE, of which the provider gets the digest first
   * @param redirect the address to which the provider sends the browser
   * @param next the path to open after the login
   */
  record PendingLogin(
      String state, String browser, String nonce, String verifier, String redirect, String next, String network,
      long begunNanos) {
    @Override
    public String toString() {
      return "a login";
    }
  }

  private static final int MOST = 1_000;
  private static final int MOST_OF_ONE_NETWORK = 100;
  private static final long LONGEST_NANOS = Duration.ofMinutes(10).toNanos();

  private final SecureRandom random = new SecureRandom();
  private final Map<String, PendingLogin> byState = new LinkedHashMap<>();
  private final LongSupplier nanoTime;

  PendingLogins(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  synchronized PendingLogin begin(String address, String redirect, String next) {
    String network = ClientNetwork.of(address).name();
    long now = nanoTime.getAsLong();
    byState.values().removeIf(old -> now - old.begunNanos() > LONGEST_NANOS);
    if (byState.values().stream().filter(old -> old.network().equals(network)).count() >= MOST_OF_ONE_NETWORK) {
      removeOldest(network);
    }
    if (byState.size() >= MOST) {
      removeOldest("");
    }
    PendingLogin fresh = new PendingLogin(secret(), secret(), secret(), secret(), redirect, next, network, now);
    byState.put(fresh.state(), fresh);
    return fresh;
  }

  private void removeOldest(String network) {
    Iterator<PendingLogin> oldestFirst = byState.values().iterator();
    while (oldestFirst.hasNext()) {
      PendingLogin old = oldestFirst.next();
      if (network.isEmpty() || old.network().equals(network)) {
        oldestFirst.remove();
        return;
      }
    }
  }

  /** Removes and returns a login; empty if it is unknown, too old or of another browser, which does not end it. */
  synchronized Optional<PendingLogin> complete(String state, String browser) {
    PendingLogin pending = byState.get(state);
    if (pending == null || !isEqual(pending.browser(), browser)) {
      return Optional.empty();
    }
    byState.remove(state);
    return nanoTime.getAsLong() - pending.begunNanos() > LONGEST_NANOS ? Optional.empty() : Optional.of(pending);
  }

  private static boolean isEqual(String one, String other) {
    return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  private String secret() {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
