package org.eyas.console.access;

import java.util.Locale;
import java.util.Optional;

/** What somebody may do. */
public enum Role {
  /** Sees Eyas' pages, without secrets, and changes nothing but the own password. */
  VIEWER,
  /** Sees and changes everything, Felix' pages too. */
  ADMIN;

  /** As the file of accounts has it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Role> parse(String word) {
    for (Role role : values()) {
      if (role.word().equals(word)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }
}
