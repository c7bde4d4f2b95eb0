package org.eyas.engine.compile.literal;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.engine.check.TypedValue;
import org.eyas.engine.compile.node.EvaluationFrame;
import org.eyas.engine.compile.node.TextSource;
import org.eyas.engine.compile.node.ValueSources;
import org.eyas.engine.compile.text.NumberMap;
import org.eyas.engine.compile.text.TextMap;

/**
 * Finds the groups of rules that need a constant which one text of the event contains: as the whole text, at its start,
 * at its end or inside it. The cost depends on the length of the text, not on the number of constants.
 */
public final class LiteralIndex {
  /** The groups that need the constants of a search. */
  private record Wanted(LiteralSearch pass, NumberMap groups) {
    void find(EvaluationFrame frame, CandidateSet out) {
      CandidateSet found = pass.find(frame);
      for (int i = 0; i < found.size(); i++) {
        int[] wanting = groups.find(found.get(i));
        if (wanting != null) {
          out.addAll(wanting);
        }
      }
    }
  }

  private static final int[] NOBODY = {};

  private final TextSource source;
  private final TextMap<int[]> whole;
  private final Wanted[] parts;

  private LiteralIndex(TextSource source, TextMap<int[]> whole, Wanted[] parts) {
    this.source = source;
    this.whole = whole;
    this.parts = parts;
  }

  /** One index for each value; the number of a group is the position of its anchor in the list. */
  public static LiteralIndex[] of(List<LiteralAnchor> anchors, ValueSources sources, LiteralSearches passes) {
    Map<TypedValue, Map<SearchLiteral, TreeSet<Integer>>> byValue = new LinkedHashMap<>();
    for (int group = 0; group < anchors.size(); group++) {
      for (SearchLiteral literal : anchors.get(group).literals()) {
        byValue
            .computeIfAbsent(literal.value(), value -> new HashMap<>())
            .computeIfAbsent(literal, l -> new TreeSet<>())
            .add(group);
      }
    }
    return byValue.entrySet().stream()
        .map(entry -> of(entry.getKey(), entry.getValue(), sources, passes))
        .toArray(LiteralIndex[]::new);
  }

  private static LiteralIndex of(
      TypedValue value, Map<SearchLiteral, TreeSet<Integer>> literals, ValueSources sources, LiteralSearches passes) {
    Map<Text, int[]> whole = new HashMap<>();
    Map<SearchLiteral.Place, Map<Integer, int[]>> parts = new EnumMap<>(SearchLiteral.Place.class);
    literals.forEach(
        (literal, set) -> {
          int[] groups = set.stream().mapToInt(Integer::intValue).toArray();
          if (literal.place() == SearchLiteral.Place.WHOLE) {
            whole.put(literal.text(), groups);
          } else {
            parts.computeIfAbsent(literal.place(), p -> new HashMap<>()).put(passes.number(literal), groups);
          }
        });
    List<Wanted> wanted = new ArrayList<>();
    parts.forEach((place, groups) -> wanted.add(new Wanted(passes.pass(value, place), new NumberMap(groups))));
    return new LiteralIndex(sources.text(value), new TextMap<>(whole), wanted.toArray(Wanted[]::new));
  }

  public void find(EvaluationFrame frame, CandidateSet out) {
    Bytes value = source.read(frame);
    if (!value.isPresent()) {
      return;
    }
    int[] groups = whole.find(value);
    out.addAll(groups == null ? NOBODY : groups);
    for (Wanted part : parts) {
      part.find(frame, out);
    }
  }
}
