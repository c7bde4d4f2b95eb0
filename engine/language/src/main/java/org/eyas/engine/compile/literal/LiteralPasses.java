package org.eyas.engine.compile.literal;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.eyas.api.data.Text;
import org.eyas.engine.check.TypedValue;
import org.eyas.engine.compile.node.Sources;

/** The searches that all plans of one event loop share: one for each text and place, with the constants of all rules. */
public final class LiteralPasses {
  private record Key(TypedValue value, Literal.Place place) {}

  private final Sources sources;
  private final Map<Key, Map<Text, Integer>> numbers = new HashMap<>();
  private final Map<Key, LiteralPass> passes = new HashMap<>();

  /** @param sources the sources that read the texts */
  public LiteralPasses(Sources sources) {
    this.sources = sources;
  }

  /** Adds a constant of a plan. All constants must be added before the first {@link #pass}. */
  public void add(Literal literal) {
    if (literal.place() != Literal.Place.WHOLE) {
      Map<Text, Integer> known = numbers.computeIfAbsent(key(literal), k -> new HashMap<>());
      known.putIfAbsent(literal.text(), known.size());
    }
  }

  /** The number of a literal in its {@link #pass}. */
  int number(Literal literal) {
    Integer number = numbers.getOrDefault(key(literal), Map.of()).get(literal.text());
    return Objects.requireNonNull(number, "the plan of this literal was not added");
  }

  LiteralPass pass(TypedValue value, Literal.Place place) {
    return passes.computeIfAbsent(new Key(value, place), this::pass);
  }

  private LiteralPass pass(Key key) {
    Map<Text, Integer> constants = numbers.getOrDefault(key, Map.of());
    return new LiteralPass(sources.text(key.value()), search(key.place(), constants), constants.size());
  }

  private static LiteralPass.Search search(Literal.Place place, Map<Text, Integer> constants) {
    return switch (place) {
      case START -> new LiteralEnds(constants, false);
      case END -> new LiteralEnds(constants, true);
      case INSIDE -> new LiteralParts(constants, false);
      case INSIDE_ANY_CASE -> new LiteralParts(constants, true);
      case WHOLE -> throw new IllegalArgumentException("whole texts are looked up, not searched for");
    };
  }

  private static Key key(Literal literal) {
    return new Key(literal.value(), literal.place());
  }
}
