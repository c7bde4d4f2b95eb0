package org.eyas.engine.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eyas.api.history.AlertGroup;
import org.eyas.api.history.FoundGroups;
import org.eyas.api.history.PastAlert;
import org.eyas.engine.archive.AlertGroupVisitor;

/** Counts alerts by group while a search passes them, the newest alert first. For one thread. */
final class AlertGroupCounter implements AlertGroupVisitor {
  private static final int MOST_GROUPS = 1_000;
  private static final long HOUR_NANOS = Duration.ofHours(1).toNanos();

  /** A group, and the number of its alerts in each of the last hours. */
  private static final class Counted {
    private AlertGroup group;
    private final long[] hours = new long[FoundGroups.HOURS];

    Counted(AlertGroup first) {
      group = first;
    }
  }

  private final long nowNanos;
  private final Map<AlertGroup.Key, Counted> groups = new HashMap<>();

  AlertGroupCounter(Instant now) {
    nowNanos = now.getEpochSecond() * 1_000_000_000 + now.getNano();
  }

  /** Adds an alert; false if there is no room for more. */
  @Override
  public boolean visit(PastAlert past) {
    add(AlertGroup.of(past));
    return groups.size() < MOST_GROUPS;
  }

  // Of a group in two of the last hours, it is not known how many alerts belong to which.
  @Override
  public boolean visitAll(List<AlertGroup> all) {
    boolean possible =
        groups.size() + all.size() < MOST_GROUPS
            && all.stream().allMatch(group -> hoursAgo(group.firstNanos()) == hoursAgo(group.lastNanos()));
    if (possible) {
      all.forEach(this::add);
    }
    return possible;
  }

  private void add(AlertGroup more) {
    Counted counted = groups.get(more.key());
    if (counted == null) {
      counted = new Counted(more);
      groups.put(more.key(), counted);
    } else {
      counted.group = more.mergedWith(counted.group);
    }
    int ago = hoursAgo(more.lastNanos());
    if (ago < FoundGroups.HOURS) {
      counted.hours[FoundGroups.HOURS - 1 - ago] += more.count();
    }
  }

  /** The number of hours since a time, at most {@link FoundGroups#HOURS}, which stands for all earlier times. */
  private int hoursAgo(long nanos) {
    return (int) Math.min(FoundGroups.HOURS, Math.max(0, nowNanos - nanos) / HOUR_NANOS);
  }

  /** @param next see {@link FoundGroups} */
  FoundGroups result(long next) {
    List<Counted> newestFirst = new ArrayList<>(groups.values());
    newestFirst.sort(Comparator.comparingLong((Counted counted) -> counted.group.newest()).reversed());
    Map<AlertGroup.Key, List<Long>> hours = new HashMap<>();
    newestFirst.forEach(counted -> hours.put(counted.group.key(), list(counted.hours)));
    List<AlertGroup> found = newestFirst.stream().map(counted -> counted.group).toList();
    return new FoundGroups(found, hours, found.stream().mapToLong(AlertGroup::count).sum(), next);
  }

  private static List<Long> list(long[] counts) {
    List<Long> list = new ArrayList<>();
    for (long count : counts) {
      list.add(count);
    }
    return list;
  }
}
