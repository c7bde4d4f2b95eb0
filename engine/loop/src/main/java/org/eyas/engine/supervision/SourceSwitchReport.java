package org.eyas.engine.supervision;

/**
 * The report of a switch to a new capture, which is read now.
 *
 * @param before the kind of the source before, or "none"
 * @param startsFresh whether the new capture begins with a new state
 */
public record SourceSwitchReport(String kind, String why, String before, boolean startsFresh, long openMillis,
    long switchMillis) {}
