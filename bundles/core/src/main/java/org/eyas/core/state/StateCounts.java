package org.eyas.core.state;

import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * How much a loop knows, for statistics.
 *
 * @param threads in the table now
 * @param threadsAdded since the start, stand-ins included
 * @param threadsRemoved since the start
 * @param descriptors in all tables now; shared ones count once
 * @param descriptorsAdded since the start
 * @param unknownThreads events whose thread was not in the table
 * @param unknownDescriptors events whose descriptor was not in the table
 */
public record StateCounts(
    long threads,
    long threadsAdded,
    long threadsRemoved,
    long descriptors,
    long descriptorsAdded,
    long unknownThreads,
    long unknownDescriptors) {
  /** The figures under the names Falco's metrics have for them, in its order. */
  public SequencedMap<String, Long> byName() {
    SequencedMap<String, Long> named = new LinkedHashMap<>();
    named.put("n_threads", threads);
    named.put("n_fds", descriptors);
    named.put("n_failed_fd_lookups", unknownDescriptors);
    named.put("n_added_fds", descriptorsAdded);
    named.put("n_removed_fds", descriptorsAdded - descriptors);
    named.put("n_failed_thread_lookups", unknownThreads);
    named.put("n_added_threads", threadsAdded);
    named.put("n_removed_threads", threadsRemoved);
    return named;
  }
}
