package org.eyas.engine.query;

import org.eyas.api.alert.Priority;

/**
 * The facts that are known about a group of alerts without reading them. A summary may report a value that the group
 * does not contain, but it never denies a value that the group contains.
 */
public interface AlertSummary {
  /** The earliest time, in nanoseconds since the epoch. */
  long oldestNanos();

  /** The latest time. */
  long newestNanos();

  boolean mayHave(Priority priority);

  /** @param hash the {@link SearchKeyHashes#hash} of a name and a value */
  boolean mayContain(long hash);
}
