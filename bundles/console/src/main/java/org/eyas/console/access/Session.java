package org.eyas.console.access;

import java.security.MessageDigest;
import java.nio.charset.StandardCharsets;

/** The session of a user who is logged in. */
public final class Session {
  private final String id;
  private final String token;
  private final Account account;
  private final long begunNanos;
  private volatile long seenNanos;

  Session(String id, String token, Account account, long nowNanos) {
    this.id = id;
    this.token = token;
    this.account = account;
    begunNanos = nowNanos;
    seenNanos = nowNanos;
  }

  String id() {
    return id;
  }

  Account account() {
    return account;
  }

  public String user() {
    return account.user();
  }

  public Role role() {
    return account.role();
  }

  public boolean isAdmin() {
    return account.role() == Role.ADMIN;
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

  void seen(long nowNanos) {
    seenNanos = nowNanos;
  }

  long seenNanos() {
    return seenNanos;
  }

  boolean isOver(long nowNanos, long idleNanos, long longestNanos) {
    return nowNanos - seenNanos > idleNanos || nowNanos - begunNanos > longestNanos;
  }
}
