package org.eyas.api.control;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Recent events as they came, in segments that begin with the state of that moment, so that rules can be tried on them. Off
 * until somebody wants it: an event that is kept costs a copy. May be called from any thread.
 */
@ProviderType
public interface Journal {
  JournalSpan span();

  /**
   * Keeps events from now on, or for longer.
   *
   * @param limitBytes what they may take; the oldest make room
   * @param seconds after which it is off again, unless somebody asks once more
   */
  void record(long limitBytes, long seconds);

  /** Keeps no more events and forgets those it has. */
  void clear();
}
