package org.eyas.engine.archive;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eyas.api.control.AlertGroup;
import org.eyas.api.control.PastAlert;
import org.jspecify.annotations.Nullable;

/**
 * The groups of all alerts of a segment, once a search has counted them: the next search need not read the file. With a thousand
 * segments they take at most 2 MB. Any thread may call.
 */
final class SegmentGroups {
  /** A segment with more is read each time. */
  private static final int MOST = 24;

  /** @param length that of the file when its alerts were counted */
  private record Kept(int length, List<AlertGroup> groups) {}

  private volatile @Nullable Kept kept;

  /**
   * Passes the groups to a visitor.
   *
   * @param length that of the file now
   * @param below only alerts with smaller numbers are wanted
   * @return whether the visitor has counted all of them
   */
  boolean pass(int length, long below, GroupVisitor visitor) {
    Kept known = kept;
    return known != null && known.length == length && known.groups.stream().allMatch(group -> group.newest() < below)
        && visitor.visitAll(known.groups);
  }

  /** The groups of the alerts that one search passes. For one thread. */
  final class Counting {
    private final Map<AlertGroup.Key, AlertGroup> groups = new HashMap<>();
    private int alerts;

    void add(PastAlert past) {
      alerts++;
      if (groups.size() <= MOST) {
        AlertGroup one = AlertGroup.of(past);
        groups.merge(one.key(), one, AlertGroup::and);
      }
    }

    /** Keeps the groups if these were all alerts of the file, and not too many groups. */
    void keep(int length, int all) {
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
