package org.eyas.api.control;

import java.time.Instant;

/**
 * One change to the running engine, or an attempt at one.
 *
 * @param who the person or program: "console:admin from 127.0.0.1", "cli:uid 0 pid 4711"
 * @param what the action: "save configuration", "switch driver", "log in"; an entry that begins with "attempt: " is written before the
 *     action
 * @param detail the object of the action, without secrets
 * @param done true if it was done, false if it was refused
 */
public record AuditEntry(Instant time, String who, String what, String detail, boolean done) {}
