package org.eyas.console.access;

/**
 * A user who may log in.
 *
 * @param oneTime whether the password must be changed before anything else
 */
public record ConsoleAccount(String user, ConsoleRole role, PasswordHash hash, boolean oneTime) {}
