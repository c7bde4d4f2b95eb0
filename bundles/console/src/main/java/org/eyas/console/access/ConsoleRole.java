package org.eyas.console.access;

import java.util.Locale;
import java.util.Optional;

/** The permissions of a user. */
public enum ConsoleRole {
  /** Sees Eyas' pages, without secrets, and may only change their own password. */
  VIEWER,
  /** Sees and changes everything, Felix' pages too. */
  ADMIN;

  /** The word in the file of accounts. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<ConsoleRole> parse(String word) {
    for (ConsoleRole role : values()) {
      if (role.word().equals(word)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }
}
