package org.eyas.api.control;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The alerts of the last time, kept in memory up to a limit. Details of new ones are collected while somebody follows. May be
 * called from any thread.
 */
@ProviderType
public interface AlertHistory {
  /**
   * The newest alerts, the newest first.
   *
   * @param most how many at the most
   */
  List<PastAlert> recent(int most);

  /** One alert, where it is still kept. */
  Optional<PastAlert> find(long number);

  /**
   * Tells of every alert from now on, in order, on a thread of the history. A listener that takes longer than alerts come
   * misses some: they are counted. One that throws is not told any more. The end of it is to close what is returned.
   */
  Following follow(Consumer<PastAlert> listener);

  /** Somebody follows. */
  interface Following extends AutoCloseable {
    /** How many alerts it was not told of, because it was too slow. */
    long missed();

    @Override
    void close();
  }
}
