package org.eyas.engine.trial;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.Trial;
import org.eyas.api.source.SourceException;
import org.eyas.engine.signal.ChangeSignal;
import org.eyas.engine.supervision.SourceSupervisor;

/**
 * Runs trials of rules, one at a time. All trials are stopped when a bundle leaves, because they may read its fields.
 */
public final class TrialRunner {
  private final AtomicInteger stops = new AtomicInteger();
  private final ChangeSignal ended = new ChangeSignal();
  private final Set<RuleTrial> running = ConcurrentHashMap.newKeySet();

  /**
   * The number of times that trials were stopped. Rules may be tried only while this number is the same as before they
   * were loaded.
   */
  public int stopCount() {
    return stops.get();
  }

  /**
   * Runs a trial on this thread.
   *
   * @param loadedAt the value of {@link #stopCount} before the rules were loaded
   */
  public synchronized Trial run(RuleTrial trial, int loadedAt, int most) throws RefusedException {
    running.add(trial);
    try {
      if (loadedAt != stopCount()) {
        trial.stop();
      }
      Trial result = trial.run(most);
      if (trial.isStopped()) {
        throw new RefusedException("a bundle was stopped or removed while the rules were tried; try again");
      }
      return result;
    } catch (SourceException e) {
      throw new RefusedException(SourceSupervisor.text(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RefusedException("interrupted while the rules were tried");
    } finally {
      running.remove(trial);
      ended.changed();
    }
  }

  /** Stops the running trial and waits for it at most this long; returns whether none is running. */
  public boolean stop(long limitMillis) throws InterruptedException {
    stops.incrementAndGet();
    running.forEach(RuleTrial::stop);
    return ended.await(running::isEmpty, limitMillis);
  }
}
