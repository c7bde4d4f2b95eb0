package org.eyas.console.access;

import java.util.Optional;

/**
 * A user who may log in.
 *
 * @param oneTime whether the password must be changed before anything else
 * @param provider where the user logged in; empty for an account of the file
 */
public record ConsoleAccount(
    String user, ConsoleRole role, PasswordHash hash, boolean oneTime, Optional<ProviderIdentity> provider) {
  // No local user has a colon in the name, so no user of a provider can pass for a local one.
  private static final String PREFIX = "oidc:";

  public ConsoleAccount(String user, ConsoleRole role, PasswordHash hash, boolean oneTime) {
    this(user, role, hash, oneTime, Optional.empty());
  }

  /** A user who logged in at a provider: without a password here, and not in the file. */
  public static ConsoleAccount ofProvider(String user, ConsoleRole role, ProviderIdentity identity) {
    return new ConsoleAccount(PREFIX + user, role, new PasswordHash(""), false, Optional.of(identity));
  }
}
