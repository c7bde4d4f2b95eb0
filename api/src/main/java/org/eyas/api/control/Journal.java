package org.eyas.api.control;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Keeps recent events in memory, so that rules can be tried on them. It stores them in segments, each of which begins with the
 * state of processes at that time. It is off by default, because each event that is kept is copied. Any thread may call it.
 */
@ProviderType
public interface Journal {
  /** The content of the journal now. */
  JournalSpan span();

  /**
   * Starts to keep events, or extends the time.
   *
   * @param limitBytes the memory for events; when it is full, the oldest events are dropped
   * @param seconds how long to keep events from now on, unless this is called again
   */
  void record(long limitBytes, long seconds);

  /** Stops keeping events and drops those that it has. */
  void clear();
}
