package org.eyas.core.metric;

import java.util.Set;

/**
 * The contents of a snapshot.
 *
 * @param groups the enabled groups
 * @param megabytes whether memory is in megabytes
 * @param zeros whether figures that are zero are included
 */
public record SnapshotOptions(Set<MetricGroup> groups, boolean megabytes, boolean zeros) {}
