package org.eyas.console.access;

import java.security.SecureRandom;
import java.util.Optional;

/** Checks passwords that users choose, and generates passwords. */
public final class PasswordPolicy {
  /** The minimum length. Passwords longer than the maximum cost time and add no security. */
  public static final int SHORTEST = 10;

  private static final int LONGEST = 200;
  // Without characters that look alike.
  private static final String SIGNS = "abcdefghjkmnpqrstuvwxyz23456789";
  private static final int RANDOM_SIGNS = 20;

  private PasswordPolicy() {}

  /** 99 bits, in groups of five. */
  static String random() {
    SecureRandom random = new SecureRandom();
    StringBuilder password = new StringBuilder();
    for (int i = 0; i < RANDOM_SIGNS; i++) {
      if (i > 0 && i % 5 == 0) {
        password.append('-');
      }
      password.append(SIGNS.charAt(random.nextInt(SIGNS.length())));
    }
    return password.toString();
  }

  /** Why a password is rejected; empty if it is accepted. */
  static Optional<String> refusalReason(String user, String password) {
    if (password.length() < SHORTEST || password.length() > LONGEST) {
      return Optional.of("A password must have " + SHORTEST + " to " + LONGEST + " characters.");
    }
    if (password.equalsIgnoreCase(user) || password.chars().distinct().count() < 5) {
      return Optional.of("This password is too easy to guess.");
    }
    return Optional.empty();
  }
}
