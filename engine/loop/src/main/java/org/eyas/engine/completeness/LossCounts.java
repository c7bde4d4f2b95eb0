package org.eyas.engine.completeness;

import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eyas.api.source.CaptureDetails;
import org.eyas.api.source.CaptureStats;
import org.eyas.api.source.LossCause;

/**
 * The lost events of a source by cause, and the types of events that each cause can affect. Immutable.
 *
 * @param counts the number of lost events by cause; causes without losses are missing
 * @param unknown the number of lost events whose cause the source does not report
 * @param types the codes of the types by cause; a cause that is missing can affect any type. Empty if nothing was lost
 *     between two readings, to save memory
 */
public record LossCounts(Map<LossCause, Long> counts, long unknown, Map<LossCause, BitSet> types) {
  static final LossCounts NONE = new LossCounts(Map.of(), 0, Map.of());

  static LossCounts of(CaptureStats stats, CaptureDetails details) {
    Map<LossCause, Long> counts = new EnumMap<>(LossCause.class);
    stats.losses().forEach((cause, count) -> add(cause, count, counts));
    long known = counts.values().stream().mapToLong(Long::longValue).sum();
    Map<LossCause, BitSet> types = new EnumMap<>(LossCause.class);
    details.lossTypes().forEach((cause, codes) -> types.put(cause, bits(codes)));
    return new LossCounts(counts, Math.max(0, stats.dropped() - known), types);
  }

  private static void add(LossCause cause, long count, Map<LossCause, Long> counts) {
    if (count > 0) {
      counts.put(cause, count);
    }
  }

  private static BitSet bits(Set<Integer> codes) {
    BitSet bits = new BitSet();
    codes.forEach(bits::set);
    return bits;
  }

  /** The difference to earlier counters. */
  LossCounts since(LossCounts before) {
    Map<LossCause, Long> more = new EnumMap<>(LossCause.class);
    counts.forEach((cause, count) -> add(cause, count - before.counts.getOrDefault(cause, 0L), more));
    return new LossCounts(more, Math.max(0, unknown - before.unknown), more.isEmpty() ? Map.of() : joined(before));
  }

  LossCounts plus(LossCounts more) {
    Map<LossCause, Long> both = new EnumMap<>(LossCause.class);
    both.putAll(counts);
    more.counts.forEach((cause, count) -> both.merge(cause, count, Long::sum));
    Map<LossCause, BitSet> common = counts.isEmpty() ? more.types : more.counts.isEmpty() ? types : joined(more);
    return new LossCounts(both, unknown + more.unknown, common);
  }

  /** The joined types of two drivers, which may count the same type under different causes. */
  private Map<LossCause, BitSet> joined(LossCounts other) {
    Map<LossCause, BitSet> joined = new EnumMap<>(LossCause.class);
    types.forEach((cause, codes) -> {
      BitSet others = other.types.get(cause);
      if (others != null) {
        BitSet both = (BitSet) codes.clone();
        both.or(others);
        joined.put(cause, both);
      }
    });
    return joined;
  }

  /** The number of lost events that may have been of some types, by the name of the cause. */
  SortedMap<String, Long> of(BitSet codes) {
    SortedMap<String, Long> lost = new TreeMap<>();
    counts.forEach((cause, count) -> {
      BitSet about = types.get(cause);
      if (about == null || about.intersects(codes)) {
        lost.put(cause.label(), count);
      }
    });
    if (unknown > 0) {
      lost.put("unknown", unknown);
    }
    return lost;
  }
}
