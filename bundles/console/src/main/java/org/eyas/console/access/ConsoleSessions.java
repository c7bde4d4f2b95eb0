package org.eyas.console.access;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * All sessions, by the id in the cookie. A session ends by log-out, after a time without requests, after its maximum
 * duration, and as soon as its account is removed or has another role or password.
 */
public final class ConsoleSessions {
  private static final int MOST = 100;
  private static final int MOST_OF_ONE_USER = 10;
  private static final int ID_BYTES = 32;

  private final ConcurrentHashMap<String, ConsoleSession> byId = new ConcurrentHashMap<>();
  private final SecureRandom random = new SecureRandom();
  private static final long WARNING_NANOS = Duration.ofMinutes(2).toNanos();

  private final LongSupplier nanoTime;
  private volatile Predicate<ConsoleAccount> current;
  private volatile SessionLimits limits;

  /** @param current tests whether an account exists unchanged; called at each request */
  public ConsoleSessions(Predicate<ConsoleAccount> current, SessionLimits limits, LongSupplier nanoTime) {
    this.current = current;
    this.limits = limits;
    this.nanoTime = nanoTime;
  }

  /** Replaces the test of accounts and the limits, for the running sessions, too. */
  public void configure(Predicate<ConsoleAccount> test, SessionLimits fresh) {
    current = test;
    limits = fresh;
  }

  /** A new session, with a new id. */
  public ConsoleSession begin(ConsoleAccount account) {
    long now = nanoTime.getAsLong();
    byId.values().removeIf(session -> session.remainingNanos(now, limits) < 0);
    makeRoom(now, MOST_OF_ONE_USER, session -> session.user().equals(account.user()));
    makeRoom(now, MOST, _ -> true);
    ConsoleSession session = new ConsoleSession(secret(), secret(), account, now);
    byId.put(session.id(), session);
    return session;
  }

  // A user who begins too many sessions ends first their own least recently used ones.
  private void makeRoom(long now, int most, Predicate<ConsoleSession> which) {
    List<ConsoleSession> there =
        byId.values().stream().filter(which).sorted(Comparator.comparingLong(s -> s.seenNanos() - now)).toList();
    there.stream().limit(Math.max(0, there.size() - most + 1)).forEach(this::end);
  }

  /** The session with that id; marks it as used. */
  Optional<ConsoleSession> findAndMarkUsed(String id) {
    Optional<ConsoleSession> session = find(id);
    session.ifPresent(found -> found.markUsed(nanoTime.getAsLong()));
    return session;
  }

  /** The session with that id; does not mark it as used. */
  Optional<ConsoleSession> find(String id) {
    ConsoleSession session = byId.get(id);
    if (session == null) {
      return Optional.empty();
    }
    if (session.remainingNanos(nanoTime.getAsLong(), limits) < 0 || !current.test(session.account())) {
      end(session);
      return Optional.empty();
    }
    return Optional.of(session);
  }

  /** Whether the session still exists; does not mark it as used. */
  public boolean exists(ConsoleSession session) {
    return find(session.id()).isPresent();
  }

  /** The time that a session still has; does not mark it as used. */
  public SessionRemainder remainder(ConsoleSession session) {
    if (!exists(session)) {
      return SessionRemainder.NONE;
    }
    long now = nanoTime.getAsLong();
    SessionLimits present = limits;
    long left = Math.max(0, session.remainingNanos(now, present));
    boolean extensible = left < session.remainingAtMostNanos(now, present);
    // Of a short limit, half the time is without a warning.
    long warning = Math.min(WARNING_NANOS, (extensible ? present.idle() : present.longest()).toNanos() / 2);
    return new SessionRemainder((left + 999_999_999) / 1_000_000_000, extensible, left <= warning);
  }

  public void end(ConsoleSession session) {
    byId.remove(session.id());
  }

  /** Ends the sessions of a user whose password or role changed. */
  public void endAllOf(String user) {
    byId.values().removeIf(session -> session.user().equals(user));
  }

  private String secret() {
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
