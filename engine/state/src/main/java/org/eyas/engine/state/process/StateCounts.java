package org.eyas.engine.state.process;

import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * Sizes and lookups of a loop's state. All numbers except {@code present} count from the start.
 *
 * @param threads in the table, including placeholders
 * @param descriptors numbers in all tables; several may share one object
 * @param threadLookups by id
 * @param descriptorLookups for the descriptors of events
 * @param enters enter events that are stored until their exit event
 */
public record StateCounts(
    Table threads, Table descriptors, Lookups threadLookups, Lookups descriptorLookups, Enters enters) {

  /**
   * Entries of a table.
   *
   * @param turnedAway not added, because there was no room
   * @param purged removed because the machine no longer had them, without an exit event
   */
  public record Table(long present, long added, long removed, long turnedAway, long purged) {}

  /** Lookups: answered from the cache, found, not found. */
  public record Lookups(long cached, long found, long failed) {}

  /**
   * Enter events.
   *
   * @param stored stored
   * @param unstored not stored, because the thread was unknown
   * @param retrieved found again at the exit event
   * @param missing exit events without a stored enter event
   */
  public record Enters(long stored, long unstored, long retrieved, long missing) {}

  /** The values under their names in Falco's metrics, in its order. */
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
