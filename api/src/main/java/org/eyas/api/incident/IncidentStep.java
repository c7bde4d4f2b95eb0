package org.eyas.api.incident;

import java.util.SortedSet;

/**
 * An alert or a signal that belongs to an incident. The watched programs choose the names in it.
 *
 * @param timestampNanos the time of the event, in nanoseconds since the epoch
 * @param rule the rule that fired
 * @param points its weight: 1, 5, 15, 30 or 60
 * @param signal whether no alert was sent
 * @param tactic the tactic of MITRE ATT&amp;CK for people, such as {@code credential access}; empty if the rule names none
 * @param techniques the techniques of MITRE ATT&amp;CK, such as {@code T1552.001}
 * @param pid the process that caused the event
 * @param program the path of its executable
 * @param command its command line
 * @param object what it acted on: a file, a connection, or the program that was started
 * @param message the text of the alert
 */
public record IncidentStep(
    long timestampNanos, String rule, int points, boolean signal, String tactic, SortedSet<String> techniques, long pid,
    String program, String command, String object, String message) {}
