package org.eyas.console.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** The session of a user who is logged in. */
public final class ConsoleSession {
  private final String id;
  private final String token;
  private final ConsoleAccount account;
  private final long begunNanos;
  private volatile long seenNanos;

  ConsoleSession(String id, String token, ConsoleAccount account, long nowNanos) {
    this.id = id;
    this.token = token;
    this.account = account;
    begunNanos = nowNanos;
    seenNanos = nowNanos;
  }

  String id() {
    return id;
  }

  ConsoleAccount account() {
    return account;
  }

  public String user() {
    return account.user();
  }

  public ConsoleRole role() {
    return account.role();
  }

  /** Whether the user logged in at a provider, and has no password here. */
  public boolean isOfProvider() {
    return account.provider().isPresent();
  }

  public boolean isAdmin() {
    return account.role() == ConsoleRole.ADMIN;
  }

  /** Whether the user must change the password before anything else. */
  public boolean mustChangePassword() {
    return account.oneTime();
  }

  /** A token that every form of this session contains, so that forms of other sites are rejected. */
  public String token() {
    return token;
  }

  public boolean hasToken(String other) {
    return MessageDigest.isEqual(token.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  void markUsed(long nowNanos) {
    seenNanos = nowNanos;
  }

  long seenNanos() {
    return seenNanos;
  }

  /** The time until the session ends without a request; negative if it has ended. */
  long remainingNanos(long nowNanos, SessionLimits limits) {
    return Math.min(limits.idle().toNanos() - (nowNanos - seenNanos), remainingAtMostNanos(nowNanos, limits));
  }

  /** The time until the session ends in any case. */
  long remainingAtMostNanos(long nowNanos, SessionLimits limits) {
    return limits.longest().toNanos() - (nowNanos - begunNanos);
  }
}
