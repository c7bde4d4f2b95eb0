package org.eyas.engine.query;

import org.eyas.api.alert.Priority;

/** What is known about a group of alerts without reading them. It may say that it contains what it does not, never the opposite. */
public interface AlertSummary {
  /** The earliest time, in nanoseconds since the epoch. */
  long oldestNanos();

  /** The latest time. */
  long newestNanos();

  boolean mayHave(Priority priority);

  /** @param hash the {@link SearchKeys#hash} of a name and a value */
  boolean mayContain(long hash);
}
