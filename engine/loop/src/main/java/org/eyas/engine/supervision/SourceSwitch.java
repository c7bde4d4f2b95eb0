package org.eyas.engine.supervision;

/**
 * A new capture that is read now.
 *
 * @param before the kind of the source before, or "none"
 * @param startsFresh whether it begins with a new state
 */
public record SourceSwitch(String kind, String why, String before, boolean startsFresh, long openMillis, long switchMillis) {}
