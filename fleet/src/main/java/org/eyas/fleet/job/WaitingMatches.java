package org.eyas.fleet.job;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;

/**
 * Stores the matches that wait until all alerts of their {@link TimeSlot} have arrived, in a list for each bucket and
 * slot. RocksDB appends to a list without reading it, so a match costs one write. For the thread of the operator.
 */
final class WaitingMatches {
  private static final String NAME = "held";
  static final ListStateDescriptor<byte[]> STATE = new ListStateDescriptor<>(NAME, BytePrimitiveArraySerializer.INSTANCE);
  /**
   * The number of matches at which one removal ends. Slots that end at the same time are removed together as long as they
   * have fewer.
   */
  static final int MANY = 10_000;

  /**
   * Matches that were removed.
   *
   * @param groups the matches of each group in the order of their times, or of their arrival if the times are equal; an
   *     empty list
   *     for a group that is due without matches
   * @param endMillis the end of the last slot
   */
  record DueMatches(Map<String, List<StepMatch>> groups, long endMillis) {}

  private final ListState<byte[]> state;
  private final LongConsumer slots;
  private final Map<Integer, TreeSet<Long>> ends = new HashMap<>();

  /**
   * @param state the state with a list for each bucket and slot; the operator selects the bucket before each use
   * @param slots selects a slot by its last millisecond
   */
  WaitingMatches(ListState<byte[]> state, LongConsumer slots) {
    this.state = state;
    this.slots = slots;
  }

  /** Adds a list of the restored state, by its bucket and slot. */
  void addRestored(int bucket, long end) {
    ends(bucket).add(end);
  }

  private TreeSet<Long> ends(int bucket) {
    return ends.computeIfAbsent(bucket, number -> new TreeSet<>());
  }

  /** Adds the bytes of a match to the slot that ends with a millisecond. */
  void add(int bucket, byte[] match, long end) throws Exception {
    slots.accept(end);
    state.add(match);
    ends(bucket).add(end);
  }

  /** The buckets with slots that end until a time. */
  List<Integer> dueBuckets(long millis) {
    return ends.keySet().stream().filter(bucket -> isDue(bucket, millis)).sorted().toList();
  }

  boolean isDue(int bucket, long millis) {
    TreeSet<Long> waiting = ends(bucket);
    return !waiting.isEmpty() && waiting.first() <= millis;
  }

  /** Removes the next slots of a bucket that end until a time. */
  DueMatches removeDue(int bucket, long millis) throws Exception {
    Map<String, List<StepMatch>> groups = new LinkedHashMap<>();
    long end = Long.MIN_VALUE;
    int matches = 0;
    while (isDue(bucket, millis) && matches < MANY) {
      end = ends(bucket).removeFirst();
      matches += removeDue(end, groups);
    }
    groups.values().forEach(group -> group.sort(Comparator.comparingLong(StepMatch::nanos)));
    return new DueMatches(groups, end);
  }

  private int removeDue(long end, Map<String, List<StepMatch>> groups) throws Exception {
    slots.accept(end);
    int count = 0;
    for (byte[] bytes : state.get()) {
      count++;
      StepMatch match = StepMatch.of(bytes);
      List<StepMatch> matches = groups.computeIfAbsent(match.key(), key -> new ArrayList<>(2));
      if (!match.isDue()) {
        matches.add(match);
      }
    }
    state.clear();
    return count;
  }
}
