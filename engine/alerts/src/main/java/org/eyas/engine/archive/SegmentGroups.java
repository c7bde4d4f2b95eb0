package org.eyas.engine.archive;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eyas.api.history.AlertGroup;
import org.eyas.api.history.PastAlert;
import org.jspecify.annotations.Nullable;

/**
 * Caches the groups of all alerts of a segment after a search has counted them, so that the next search need not read
 * the file. For a thousand segments, the groups take at most 2 MB. May be used from any thread.
 */
final class SegmentGroups {
  /** The maximum number of groups that are kept. A segment with more groups is read each time. */
  private static final int MOST = 24;

  /** @param length the length of the file when its alerts were counted */
  private record Kept(int length, List<AlertGroup> groups) {}

  private volatile @Nullable Kept kept;

  /**
   * Passes the groups to a visitor.
   *
   * @param length the current length of the file
   * @param below only alerts with smaller numbers are wanted
   * @return whether the visitor has counted all of them
   */
  boolean pass(int length, long below, AlertGroupVisitor visitor) {
    Kept known = kept;
    return known != null && known.length == length && known.groups.stream().allMatch(group -> group.newest() < below)
        && visitor.visitAll(known.groups);
  }

  /** Collects the groups of the alerts that one search passes. For one thread. */
  final class Counting {
    private final Map<AlertGroup.Key, AlertGroup> groups = new HashMap<>();
    private int alerts;

    void add(PastAlert past) {
      alerts++;
      if (groups.size() <= MOST) {
        AlertGroup one = AlertGroup.of(past);
        groups.merge(one.key(), one, AlertGroup::mergedWith);
      }
    }

    /** Keeps the groups if the search passed all alerts of the file, and if there are not too many groups. */
    void retain(int length, int all) {
      if (alerts == all && alerts > 0 && groups.size() <= MOST) {
        kept = new Kept(length, groups.values().stream().map(SegmentGroups::shared).toList());
      }
    }
  }

  // All segments contain the same few names.
  private static AlertGroup shared(AlertGroup group) {
    return new AlertGroup(
        group.rule().intern(), group.program().intern(), group.container().intern(), group.pod().intern(), group.priority(),
        group.count(), group.firstNanos(), group.lastNanos(), group.newest());
  }
}
