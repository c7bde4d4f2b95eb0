package org.eyas.console.access;

/** How one comes in: who may, who is in, and the door. */
public record Entry(Accounts accounts, Sessions sessions, Login login) {}
