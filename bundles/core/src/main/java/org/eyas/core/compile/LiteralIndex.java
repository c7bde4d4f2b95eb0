package org.eyas.core.compile;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.core.check.TypedValue;
import org.jspecify.annotations.Nullable;

/**
 * Finds the groups of rules that want what one text of the event has: as a whole, at its start, at its end or inside. What
 * it costs depends on the length of the text, not on the number of constants.
 */
final class LiteralIndex {
  private final TextSource source;
  private final TextMap<int[]> whole;
  private final @Nullable LiteralEnds starts;
  private final @Nullable LiteralEnds ends;
  private final @Nullable LiteralScan inside;
  private final @Nullable LiteralScan insideAnyCase;

  private LiteralIndex(TextSource source, Map<Literal.Place, Map<Text, int[]>> groups) {
    this.source = source;
    whole = new TextMap<>(groups.getOrDefault(Literal.Place.WHOLE, Map.of()));
    starts = ends(groups.get(Literal.Place.START), false);
    ends = ends(groups.get(Literal.Place.END), true);
    inside = scan(groups.get(Literal.Place.INSIDE), false);
    insideAnyCase = scan(groups.get(Literal.Place.INSIDE_ANY_CASE), true);
  }

  private static @Nullable LiteralEnds ends(@Nullable Map<Text, int[]> constants, boolean atEnd) {
    return constants == null ? null : new LiteralEnds(constants, atEnd);
  }

  private static @Nullable LiteralScan scan(@Nullable Map<Text, int[]> constants, boolean foldCase) {
    return constants == null ? null : new LiteralScan(constants, foldCase);
  }

  /** One index for each value; the place of an anchor in the list is the number of its group. */
  static LiteralIndex[] of(List<Anchor> anchors, Sources sources) {
    Map<TypedValue, Map<Literal.Place, Map<Text, TreeSet<Integer>>>> byValue = new java.util.LinkedHashMap<>();
    for (int group = 0; group < anchors.size(); group++) {
      for (Literal literal : anchors.get(group).literals()) {
        byValue
            .computeIfAbsent(literal.value(), value -> new EnumMap<>(Literal.Place.class))
            .computeIfAbsent(literal.place(), place -> new HashMap<>())
            .computeIfAbsent(literal.text(), text -> new TreeSet<>())
            .add(group);
      }
    }
    return byValue.entrySet().stream()
        .map(entry -> new LiteralIndex(sources.text(entry.getKey()), arrays(entry.getValue())))
        .toArray(LiteralIndex[]::new);
  }

  private static Map<Literal.Place, Map<Text, int[]>> arrays(Map<Literal.Place, Map<Text, TreeSet<Integer>>> groups) {
    Map<Literal.Place, Map<Text, int[]>> arrays = new EnumMap<>(Literal.Place.class);
    groups.forEach(
        (place, byText) -> {
          Map<Text, int[]> each = new HashMap<>();
          byText.forEach((text, set) -> each.put(text, set.stream().mapToInt(Integer::intValue).toArray()));
          arrays.put(place, each);
        });
    return arrays;
  }

  void find(Frame frame, Candidates out) {
    Bytes value = source.read(frame);
    if (!value.isPresent()) {
      return;
    }
    int[] groups = whole.find(value);
    if (groups != null) {
      out.add(groups);
    }
    if (starts != null) {
      starts.find(value, out);
    }
    if (ends != null) {
      ends.find(value, out);
    }
    if (inside != null) {
      inside.find(value, out);
    }
    if (insideAnyCase != null) {
      insideAnyCase.find(value, out);
    }
  }
}
