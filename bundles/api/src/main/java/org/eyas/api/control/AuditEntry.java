package org.eyas.api.control;

import java.time.Instant;

/**
 * One change, or an attempt at one.
 *
 * @param who "console:admin from 127.0.0.1", "cli:uid 0 pid 4711"
 * @param what the deed: "save configuration", "switch driver", "log in"
 * @param detail what it was done to, without secrets
 * @param done whether it was done; an attempt that was refused is told too
 */
public record AuditEntry(Instant time, String who, String what, String detail, boolean done) {}
