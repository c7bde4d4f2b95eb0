package org.eyas.console.access;

/** The parts of access: accounts, sessions and the log-in. */
public record Access(Accounts accounts, Sessions sessions, Login login) {}
