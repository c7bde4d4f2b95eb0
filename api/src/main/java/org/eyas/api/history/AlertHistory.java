package org.eyas.api.history;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The most recent alerts, kept in memory up to a limit, and older ones on disk, which {@link AlertSearch} searches. Details of
 * new alerts are collected while the history is on disk or a listener follows. Any thread may call it.
 */
@ProviderType
public interface AlertHistory {
  /**
   * The most recent alerts in memory, newest first.
   *
   * @param limit the maximum number of alerts
   */
  List<PastAlert> recent(int limit);

  /** The alert with this {@link PastAlert#number}; empty if it is no longer kept. */
  Optional<PastAlert> find(long number);

  /**
   * Passes every new alert to a listener, in order, on a thread of the history, until the returned object is closed. A listener
   * that is slower than the alerts misses some; these are counted. A listener that throws is not called again.
   */
  Following follow(Consumer<PastAlert> listener);

  /** One registered listener; close it to end the calls. */
  interface Following extends AutoCloseable {
    /** How many alerts the listener missed because it was too slow. */
    long missed();

    @Override
    void close();
  }
}
