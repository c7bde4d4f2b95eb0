package org.eyas.core.osgi;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.Trial;
import org.eyas.api.source.SourceException;
import org.eyas.core.trial.RuleTrial;

/** Trials of rules that run: one at a time, and none that goes on while a bundle leaves whose fields it may read. */
final class Trials {
  private final Set<RuleTrial> running = ConcurrentHashMap.newKeySet();

  /** Runs one, on this thread. */
  synchronized Trial run(RuleTrial trial, int most) throws RefusedException {
    running.add(trial);
    try {
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
    running.forEach(RuleTrial::stop);
    while (!running.isEmpty() && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
    return running.isEmpty();
  }
}
