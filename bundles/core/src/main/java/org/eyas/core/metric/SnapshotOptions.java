package org.eyas.core.metric;

import java.util.Set;

/**
 * What is in a snapshot.
 *
 * @param groups what is switched on
 * @param megabytes whether memory is told in megabytes
 * @param zeros whether figures are told that are zero
 */
public record SnapshotOptions(Set<Group> groups, boolean megabytes, boolean zeros) {}
