package org.eyas.core.state;

import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * How much a loop knows, and what it took to know it; all but what is present counts from the start.
 *
 * @param threads in the table, stand-ins included
 * @param descriptors numbers in all tables; one object may stand behind several
 * @param threadLookups by id
 * @param descriptorLookups of the descriptors that events are about
 * @param enters beginnings of calls that are kept until their end
 */
public record StateCounts(
    Table threads, Table descriptors, Lookups threadLookups, Lookups descriptorLookups, Enters enters) {

  /**
   * Entries of a table.
   *
   * @param turnedAway found no room
   * @param purged removed because the machine no longer had them, without an event that said so
   */
  public record Table(long present, long added, long removed, long turnedAway, long purged) {}

  /** Lookups: answered without a search, found, not found. */
  public record Lookups(long cached, long found, long failed) {}

  /**
   * Beginnings of calls.
   *
   * @param stored kept
   * @param unstored whose thread was not known
   * @param retrieved found again at the end of their call
   * @param missing ends of calls whose beginning was not there
   */
  public record Enters(long stored, long unstored, long retrieved, long missing) {}

  /** The figures under the names Falco's metrics have for them, in its order. */
  public SequencedMap<String, Long> byName() {
    SequencedMap<String, Long> named = new LinkedHashMap<>();
    named.put("n_threads", threads.present);
    named.put("n_fds", descriptors.present);
    named.put("n_noncached_fd_lookups", descriptorLookups.found);
    named.put("n_cached_fd_lookups", descriptorLookups.cached);
    named.put("n_failed_fd_lookups", descriptorLookups.failed);
    named.put("n_added_fds", descriptors.added);
    named.put("n_removed_fds", descriptors.removed);
    named.put("n_stored_evts", enters.stored);
    named.put("n_store_evts_drops", enters.unstored);
    named.put("n_retrieved_evts", enters.retrieved);
    named.put("n_retrieve_evts_drops", enters.missing);
    named.put("n_noncached_thread_lookups", threadLookups.found);
    named.put("n_cached_thread_lookups", threadLookups.cached);
    named.put("n_failed_thread_lookups", threadLookups.failed);
    named.put("n_added_threads", threads.added);
    named.put("n_removed_threads", threads.removed);
    named.put("n_drops_full_threadtable", threads.turnedAway);
    return named;
  }
}
