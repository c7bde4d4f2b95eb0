package org.eyas.console.access;

import java.util.Optional;
import java.util.function.LongSupplier;

/** The door: passwords in, sessions out. */
public final class Login {
  private final Accounts accounts;
  private final Sessions sessions;
  private final Attempts attempts;

  public Login(Accounts accounts, Sessions sessions, LongSupplier nanoTime) {
    this.accounts = accounts;
    this.sessions = sessions;
    attempts = new Attempts(nanoTime);
  }

  /** What came of it: a session, or what to tell. */
  public sealed interface Outcome {
    record In(Session session) implements Outcome {}

    record Wrong() implements Outcome {}

    /** Not looked at: there were too many wrong ones. */
    record Wait(long seconds) implements Outcome {}
  }

  // One at a time: who tries many at once shall not get past the count of the wrong ones.
  public synchronized Outcome logIn(String user, String password, String address) {
    long wait = attempts.waitSeconds(user, address);
    if (wait > 0) {
      return new Outcome.Wait(wait);
    }
    Optional<Account> account = accounts.authenticate(user, password);
    if (account.isEmpty()) {
      attempts.failed(user, address);
      return new Outcome.Wrong();
    }
    attempts.succeeded(user, address);
    return new Outcome.In(sessions.begin(account.get()));
  }

  /** The session that goes on after its password was changed: all others of the user end. */
  public Session renew(Session session) {
    sessions.endAllOf(session.user());
    return sessions.begin(accounts.find(session.user()).orElseThrow());
  }

  public boolean knows(String user, String password) {
    return accounts.authenticate(user, password).isPresent();
  }

  /** The prefix makes browsers refuse a cookie that somebody else set for this host; it asks for TLS. */
  static String cookieName(boolean secure) {
    return secure ? "__Host-eyas" : "eyas";
  }

  /** The Set-Cookie header that carries a session. */
  public static String cookie(Session session, boolean secure) {
    return cookieName(secure) + "=" + session.id() + "; Path=/; HttpOnly; SameSite=Strict" + (secure ? "; Secure" : "");
  }

  /** The one that takes it away. */
  public static String noCookie(boolean secure) {
    return cookieName(secure) + "=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0" + (secure ? "; Secure" : "");
  }
}
