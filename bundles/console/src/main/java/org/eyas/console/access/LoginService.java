package org.eyas.console.access;

import java.util.Optional;
import java.util.function.LongSupplier;

/** Creates a session for a correct user and password. */
public final class LoginService {
  private final ConsoleAccounts accounts;
  private final ConsoleSessions sessions;
  private final LoginThrottle attempts;

  public LoginService(ConsoleAccounts accounts, ConsoleSessions sessions, LongSupplier nanoTime) {
    this.accounts = accounts;
    this.sessions = sessions;
    attempts = new LoginThrottle(nanoTime);
  }

  /** The result of a log-in: a session, or the reason for the rejection. */
  public sealed interface Outcome {
    record In(ConsoleSession session) implements Outcome {}

    record Wrong() implements Outcome {}

    /** Not checked: there were too many wrong passwords. */
    record Wait(long seconds) implements Outcome {}
  }

  // One at a time, so that a client with many attempts at once cannot bypass the count of wrong passwords.
  public synchronized Outcome logIn(String user, String password, String address) {
    long wait = attempts.waitSeconds(user, address);
    if (wait > 0) {
      return new Outcome.Wait(wait);
    }
    Optional<ConsoleAccount> account = accounts.authenticate(user, password);
    if (account.isEmpty()) {
      attempts.failed(user, address);
      return new Outcome.Wrong();
    }
    attempts.succeeded(user, address);
    return new Outcome.In(sessions.begin(account.get()));
  }

  /** Begins a new session after a change of the password, and ends all earlier sessions of the user. */
  public ConsoleSession renew(ConsoleSession session) {
    sessions.endAllOf(session.user());
    return sessions.begin(accounts.find(session.user()).orElseThrow());
  }

  public boolean hasPassword(String user, String password) {
    return accounts.authenticate(user, password).isPresent();
  }

  /** The prefix makes browsers reject a cookie that another site set for this host; it requires TLS. */
  static String cookieName(boolean secure) {
    return secure ? "__Host-eyas" : "eyas";
  }

  /** The Set-Cookie header that carries a session. */
  public static String cookie(ConsoleSession session, boolean secure) {
    return cookieName(secure) + "=" + session.id() + "; Path=/; HttpOnly; SameSite=Strict" + (secure ? "; Secure" : "");
  }

  /** The Set-Cookie header that removes a session. */
  public static String noCookie(boolean secure) {
    return cookieName(secure) + "=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0" + (secure ? "; Secure" : "");
  }
}
