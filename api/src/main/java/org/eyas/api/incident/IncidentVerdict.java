package org.eyas.api.incident;

import java.util.SortedSet;

/**
 * The verdict of a person that an incident was harmless: an incident of which each step is of the same rule and program as one of its
 * steps is not reported until the verdict ends.
 *
 * @param incident the id of the incident
 * @param givenNanos when the verdict was given, in nanoseconds since the epoch
 * @param endNanos when it ends, in nanoseconds since the epoch
 * @param steps the rules and programs, for people: {@code Archive made (/usr/bin/tar)}
 * @param hidden the number of incidents that were not reported for it
 */
public record IncidentVerdict(String incident, long givenNanos, long endNanos, SortedSet<String> steps, long hidden) {}
