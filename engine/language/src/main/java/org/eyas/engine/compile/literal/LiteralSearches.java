package org.eyas.engine.compile.literal;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.eyas.api.data.Text;
import org.eyas.engine.check.TypedValue;
import org.eyas.engine.compile.node.ValueSources;

/** The searches that all plans of one event loop share: one for each text and place, with the constants of all rules. */
public final class LiteralSearches {
  private record Key(TypedValue value, SearchLiteral.Place place) {}

  private final ValueSources sources;
  private final Map<Key, Map<Text, Integer>> numbers = new HashMap<>();
  private final Map<Key, LiteralSearch> passes = new HashMap<>();

  /** @param sources the sources that read the texts */
  public LiteralSearches(ValueSources sources) {
    this.sources = sources;
  }

  /** Adds a constant of a plan. All constants must be added before the first {@link #pass}. */
  public void add(SearchLiteral literal) {
    if (literal.place() != SearchLiteral.Place.WHOLE) {
      Map<Text, Integer> known = numbers.computeIfAbsent(key(literal), k -> new HashMap<>());
      known.putIfAbsent(literal.text(), known.size());
    }
  }

  /** The number of a literal in its {@link #pass}. */
  int number(SearchLiteral literal) {
    Integer number = numbers.getOrDefault(key(literal), Map.of()).get(literal.text());
    return Objects.requireNonNull(number, "the plan of this literal was not added");
  }

  LiteralSearch pass(TypedValue value, SearchLiteral.Place place) {
    return passes.computeIfAbsent(new Key(value, place), this::pass);
  }

  private LiteralSearch pass(Key key) {
    Map<Text, Integer> constants = numbers.getOrDefault(key, Map.of());
    return new LiteralSearch(sources.text(key.value()), search(key.place(), constants), constants.size());
  }

  private static LiteralSearch.Algorithm search(SearchLiteral.Place place, Map<Text, Integer> constants) {
    return switch (place) {
      case START -> new AffixSearch(constants, false);
      case END -> new AffixSearch(constants, true);
      case INSIDE -> new SubstringSearch(constants, false);
      case INSIDE_ANY_CASE -> new SubstringSearch(constants, true);
      case WHOLE -> throw new IllegalArgumentException("whole texts are looked up, not searched for");
    };
  }

  private static Key key(SearchLiteral literal) {
    return new Key(literal.value(), literal.place());
  }
}
