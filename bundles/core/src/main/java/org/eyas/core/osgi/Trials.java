package org.eyas.core.osgi;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.Trial;
import org.eyas.api.source.SourceException;
import org.eyas.core.trial.RuleTrial;

/** Trials of rules that run: one at a time, and none that goes on while a bundle leaves whose fields it may read. */
final class Trials {
  private final AtomicInteger stops = new AtomicInteger();
  private final Set<RuleTrial> running = ConcurrentHashMap.newKeySet();

  /** How often trials were stopped: what is loaded now may be tried as long as this is the same. */
  int moment() {
    return stops.get();
  }

  /**
   * Runs one, on this thread.
   *
   * @param loadedAt the moment before its rules were loaded
   */
  synchronized Trial run(RuleTrial trial, int loadedAt, int most) throws RefusedException {
    running.add(trial);
    try {
      if (loadedAt != moment()) {
        trial.stop();
      }
      Trial result = trial.run(most);
      if (trial.isStopped()) {
        throw new RefusedException("a bundle left while the rules were tried; try again");
      }
      return result;
    } catch (SourceException e) {
      throw new RefusedException(SourceChoice.text(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RefusedException("interrupted while the rules were tried");
    } finally {
      running.remove(trial);
    }
  }

  /** Stops what runs and waits for that, so long at most; answers whether nothing runs. */
  boolean stop(long limitMillis) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limitMillis);
    stops.incrementAndGet();
    running.forEach(RuleTrial::stop);
    while (!running.isEmpty() && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
    return running.isEmpty();
  }
}
