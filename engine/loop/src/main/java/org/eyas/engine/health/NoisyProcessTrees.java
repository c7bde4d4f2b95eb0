package org.eyas.engine.health;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eyas.api.source.CaptureDetails.TreeCounts;

/**
 * Names the process trees that lost most events since the last call, for messages about losses. One loop's thread calls
 * it when it writes such a message.
 */
final class NoisyProcessTrees {
  private static final int NAMED = 3;

  private Supplier<List<TreeCounts>> source = List::of;
  private Map<Long, Long> before = new HashMap<>();

  /** Sets the supplier of a source's counters. The current counts are treated as already reported. */
  void begin(Supplier<List<TreeCounts>> counters) {
    source = counters;
    namesSinceLastCall();
  }

  /**
   * The process trees that lost most events since the last call, for example "900 in the session of process 12 (sh)";
   * empty if none is known.
   */
  String namesSinceLastCall() {
    Map<Long, Long> earlier = before;
    List<TreeCounts> now = source.get();
    before = now.stream().collect(Collectors.toMap(TreeCounts::leader, TreeCounts::lost));
    return now.stream()
        .map(tree -> later(tree, earlier.getOrDefault(tree.leader(), 0L)))
        .filter(tree -> tree.lost() > 0)
        .sorted(Comparator.comparingLong(TreeCounts::lost).reversed())
        .limit(NAMED)
        .map(NoisyProcessTrees::text)
        .collect(Collectors.joining(", "));
  }

  private static TreeCounts later(TreeCounts tree, long reported) {
    return new TreeCounts(tree.leader(), tree.pid(), tree.name(), tree.lost() - reported);
  }

  private static String text(TreeCounts tree) {
    String process = tree.pid() == tree.leader() ? "" : ", by process " + tree.pid() + " and others";
    return tree.lost() + " in the session of process " + tree.leader() + " (" + tree.name() + process + ")";
  }
}
