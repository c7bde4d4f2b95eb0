package org.eyas.engine.history;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.eyas.api.config.RefusedException;
import org.eyas.api.history.AlertFacets;
import org.eyas.api.history.AlertSearch;
import org.eyas.api.history.AlertStatistics;
import org.eyas.api.history.FoundAlerts;
import org.eyas.api.history.FoundGroups;
import org.eyas.api.history.PastAlert;
import org.eyas.engine.archive.AlertArchive;
import org.eyas.engine.archive.AlertVisitor;
import org.eyas.engine.archive.ArchiveWriter;
import org.eyas.engine.query.AlertQuery;
import org.eyas.engine.query.SearchTimeLimit;

/**
 * Searches the alert history: the memory first, then the disk for older alerts. At most two searches run at the same
 * time, and further searches wait. So the memory and the processor time of searches are limited.
 */
public final class HistorySearch implements AlertSearch {
  private static final Duration LIMIT = Duration.ofSeconds(1);
  private static final int AT_ONCE = 2;
  private static final long WAIT_SECONDS = 5;
  private static final int MOST_STEPS = 1_000;

  private final RecentAlertStore memory;
  private final InstantSource clock;
  private final Semaphore turns = new Semaphore(AT_ONCE, true);

  public HistorySearch(RecentAlertStore memory, InstantSource clock) {
    this.memory = memory;
    this.clock = clock;
  }

  @Override
  public FoundAlerts find(String query, long below, int limit) throws RefusedException {
    List<PastAlert> found = new ArrayList<>();
    long next =
        search(parse(query), below, past -> {
          found.add(past);
          return found.size() < limit;
        });
    return new FoundAlerts(found, next);
  }

  @Override
  public FoundGroups groups(String query) throws RefusedException {
    AlertQuery parsed = parse(query);
    AlertGroupCounter counts = new AlertGroupCounter(clock.instant());
    return counts.result(
        search(parsed, Long.MAX_VALUE, counts, (archive, below, time) -> archive.count(parsed, below, time, counts)));
  }

  @Override
  public AlertStatistics statistics(String query, Duration span, int steps) throws RefusedException {
    AlertStatisticsCounter counts = new AlertStatisticsCounter(clock.instant(), span, Math.clamp(steps, 1, MOST_STEPS));
    boolean complete = visit(query, counts::add);
    return counts.result(complete);
  }

  @Override
  public Predicate<PastAlert> condition(String query) throws RefusedException {
    return parse(query)::accepts;
  }

  @Override
  public AlertFacets facets(String query) throws RefusedException {
    AlertFacetCounter counts = new AlertFacetCounter();
    boolean complete = visit(query, counts::add);
    return counts.result(complete);
  }

  /**
   * Passes the alerts that a query accepts to a visitor, the newest first. So not all of them must be in memory.
   *
   * @return whether all were searched
   */
  public boolean visit(String query, AlertVisitor visitor) throws RefusedException {
    return search(parse(query), Long.MAX_VALUE, visitor) == 0;
  }

  private AlertQuery parse(String query) throws RefusedException {
    return AlertQuery.parse(query, clock.instant());
  }

  /** Searches the disk for alerts with smaller numbers than those in memory; see {@link AlertArchive#search}. */
  private interface DiskSearch {
    long search(AlertArchive archive, long below, SearchTimeLimit time);
  }

  private long search(AlertQuery query, long below, AlertVisitor visitor) throws RefusedException {
    return search(query, below, visitor, (archive, oldest, time) -> archive.search(query, oldest, time, visitor));
  }

  private long search(AlertQuery query, long below, AlertVisitor visitor, DiskSearch onDisk) throws RefusedException {
    try {
      if (!turns.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
        throw new RefusedException("the history is busy with other searches; try again");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RefusedException("the search was cancelled");
    }
    try {
      return searchAll(query, below, visitor, onDisk);
    } finally {
      turns.release();
    }
  }

  // An alert that leaves the memory meanwhile is in the list already.
  private long searchAll(AlertQuery query, long below, AlertVisitor visitor, DiskSearch onDisk) {
    SearchTimeLimit time = new SearchTimeLimit(LIMIT);
    long oldest = below;
    for (PastAlert past : memory.recent(Integer.MAX_VALUE)) {
      if (past.number() < below) {
        oldest = past.number();
        if (query.accepts(past) && !visitor.visit(past)) {
          return oldest;
        }
      }
    }
    ArchiveWriter disk = memory.disk();
    return disk == null ? 0 : onDisk.search(disk.archive(), oldest, time);
  }
}
