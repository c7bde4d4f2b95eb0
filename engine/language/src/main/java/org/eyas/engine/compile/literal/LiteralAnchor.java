package org.eyas.engine.compile.literal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.engine.check.TypedCondition;
import org.eyas.engine.check.TypedCondition.TextCheck;
import org.eyas.engine.syntax.SyntaxTree.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * Constants of a condition: the condition cannot hold unless an event contains at least one of them.
 *
 * @param answers whether the condition holds as soon as one constant is found
 */
public record LiteralAnchor(List<SearchLiteral> literals, boolean answers) {
  private static final int MOST_LITERALS = 400;

  public LiteralAnchor {
    literals = List.copyOf(literals);
  }

  /** The anchor of a condition; null if the condition can hold without any constant. */
  public static @Nullable LiteralAnchor of(TypedCondition expr) {
    LiteralAnchor anchor =
        switch (expr) {
          case TextCheck check when check.left().shape() == Shape.ONE -> of(check);
          case TypedCondition.Or or -> any(or.children());
          case TypedCondition.And and -> best(and.children());
          default -> null;
        };
    return anchor == null || anchor.isIndexable() ? anchor : null;
  }

  /** The probability that one of the constants is found. */
  public double odds(ToDoubleFunction<SearchLiteral> each) {
    return literals.stream().mapToDouble(each).sum();
  }

  private boolean isIndexable() {
    return !literals.isEmpty() && literals.size() <= MOST_LITERALS && literals.stream().allMatch(SearchLiteral::isIndexable);
  }

  private static @Nullable LiteralAnchor any(List<TypedCondition> children) {
    List<SearchLiteral> literals = new ArrayList<>();
    boolean answers = true;
    for (TypedCondition child : children) {
      LiteralAnchor anchor = of(child);
      if (anchor == null) {
        return null;
      }
      literals.addAll(anchor.literals);
      answers &= anchor.answers;
    }
    return new LiteralAnchor(literals.stream().distinct().toList(), answers);
  }

  private static @Nullable LiteralAnchor best(List<TypedCondition> children) {
    LiteralAnchor best = null;
    for (TypedCondition child : children) {
      LiteralAnchor anchor = of(child);
      if (anchor != null && (best == null || anchor.odds(SearchLiteral::odds) < best.odds(SearchLiteral::odds))) {
        best = anchor;
      }
    }
    return best == null ? null : new LiteralAnchor(best.literals, false);
  }

  private static @Nullable LiteralAnchor of(TextCheck check) {
    return switch (check.operator()) {
      case EQUAL, IN -> anchor(check, SearchLiteral.Place.WHOLE);
      case STARTSWITH, BSTARTSWITH -> anchor(check, SearchLiteral.Place.START);
      case ENDSWITH -> anchor(check, SearchLiteral.Place.END);
      case CONTAINS, BCONTAINS -> anchor(check, SearchLiteral.Place.INSIDE);
      case ICONTAINS -> anchor(check, SearchLiteral.Place.INSIDE_ANY_CASE);
      case GLOB -> parts(check, "*?");
      case PMATCH -> parts(check, "*?/");
      default -> null;
    };
  }

  /** All constants of {@code allof} must be found; the longest one is the most selective. */
  private static @Nullable LiteralAnchor anchor(TextCheck check, SearchLiteral.Place place) {
    return switch (check.modifier()) {
      case NONE, ANYOF -> new LiteralAnchor(literals(check, place, check.constants()), true);
      case ALLOF -> check.constants().isEmpty() ? null : new LiteralAnchor(literals(check, place, longest(check)), false);
      case ONEOF -> new LiteralAnchor(literals(check, place, check.constants()), false);
    };
  }

  private static List<SearchLiteral> literals(TextCheck check, SearchLiteral.Place place, List<Text> texts) {
    return texts.stream().map(text -> new SearchLiteral(check.left(), place, text)).toList();
  }

  private static List<Text> longest(TextCheck check) {
    Text longest = check.constants().getFirst();
    for (Text text : check.constants()) {
      longest = text.length() > longest.length() ? text : longest;
    }
    return List.of(longest);
  }

  /** The text that every match of a pattern contains: its longest run without wildcards. */
  private static @Nullable LiteralAnchor parts(TextCheck check, String separators) {
    if (check.modifier() != Modifier.NONE && check.modifier() != Modifier.ANYOF) {
      return null;
    }
    List<SearchLiteral> literals = new ArrayList<>();
    for (Text pattern : check.constants()) {
      if (pattern.indexOf('[', 0) >= 0 || pattern.indexOf('\\', 0) >= 0) {
        return null;
      }
      literals.add(new SearchLiteral(check.left(), SearchLiteral.Place.INSIDE, longestRun(pattern, separators)));
    }
    return new LiteralAnchor(literals, false);
  }

  private static Text longestRun(Bytes pattern, String separators) {
    int from = 0;
    int bestFrom = 0;
    int bestTo = 0;
    for (int i = 0; i <= pattern.length(); i++) {
      if (i == pattern.length() || separators.indexOf(pattern.at(i)) >= 0) {
        if (i - from > bestTo - bestFrom) {
          bestFrom = from;
          bestTo = i;
        }
        from = i + 1;
      }
    }
    return Text.copyOf(java.util.Arrays.copyOfRange(pattern.toArray(), bestFrom, bestTo));
  }
}
