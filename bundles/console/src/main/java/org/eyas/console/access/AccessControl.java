package org.eyas.console.access;

/** The parts of access: accounts, sessions and the log-in. */
public record AccessControl(ConsoleAccounts accounts, ConsoleSessions sessions, LoginService login) {}
