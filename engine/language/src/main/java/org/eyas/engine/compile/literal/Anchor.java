package org.eyas.engine.compile.literal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.engine.check.TypedExpr;
import org.eyas.engine.check.TypedExpr.TextCheck;
import org.eyas.engine.syntax.Expr.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * Constants of a condition: the condition cannot hold unless an event contains at least one of them.
 *
 * @param answers whether the condition holds as soon as one constant is found
 */
public record Anchor(List<Literal> literals, boolean answers) {
  private static final int MOST_LITERALS = 400;

  public Anchor {
    literals = List.copyOf(literals);
  }

  /** The anchor of a condition; null if the condition can hold without any constant. */
  public static @Nullable Anchor of(TypedExpr expr) {
    Anchor anchor =
        switch (expr) {
          case TextCheck check when check.left().shape() == Shape.ONE -> of(check);
          case TypedExpr.Or or -> any(or.children());
          case TypedExpr.And and -> best(and.children());
          default -> null;
        };
    return anchor == null || anchor.isIndexable() ? anchor : null;
  }

  /** The probability that one of the constants is found. */
  public double odds(ToDoubleFunction<Literal> each) {
    return literals.stream().mapToDouble(each).sum();
  }

  private boolean isIndexable() {
    return !literals.isEmpty() && literals.size() <= MOST_LITERALS && literals.stream().allMatch(Literal::isIndexable);
  }

  private static @Nullable Anchor any(List<TypedExpr> children) {
    List<Literal> literals = new ArrayList<>();
    boolean answers = true;
    for (TypedExpr child : children) {
      Anchor anchor = of(child);
      if (anchor == null) {
        return null;
      }
      literals.addAll(anchor.literals);
      answers &= anchor.answers;
    }
    return new Anchor(literals.stream().distinct().toList(), answers);
  }

  private static @Nullable Anchor best(List<TypedExpr> children) {
    Anchor best = null;
    for (TypedExpr child : children) {
      Anchor anchor = of(child);
      if (anchor != null && (best == null || anchor.odds(Literal::odds) < best.odds(Literal::odds))) {
        best = anchor;
      }
    }
    return best == null ? null : new Anchor(best.literals, false);
  }

  private static @Nullable Anchor of(TextCheck check) {
    return switch (check.operator()) {
      case EQUAL, IN -> anchor(check, Literal.Place.WHOLE);
      case STARTSWITH, BSTARTSWITH -> anchor(check, Literal.Place.START);
      case ENDSWITH -> anchor(check, Literal.Place.END);
      case CONTAINS, BCONTAINS -> anchor(check, Literal.Place.INSIDE);
      case ICONTAINS -> anchor(check, Literal.Place.INSIDE_ANY_CASE);
      case GLOB -> parts(check, "*?");
      case PMATCH -> parts(check, "*?/");
      default -> null;
    };
  }

  /** All constants of {@code allof} must be found; the longest one is the most selective. */
  private static @Nullable Anchor anchor(TextCheck check, Literal.Place place) {
    return switch (check.modifier()) {
      case NONE, ANYOF -> new Anchor(literals(check, place, check.constants()), true);
      case ALLOF -> check.constants().isEmpty() ? null : new Anchor(literals(check, place, longest(check)), false);
      case ONEOF -> new Anchor(literals(check, place, check.constants()), false);
    };
  }

  private static List<Literal> literals(TextCheck check, Literal.Place place, List<Text> texts) {
    return texts.stream().map(text -> new Literal(check.left(), place, text)).toList();
  }

  private static List<Text> longest(TextCheck check) {
    Text longest = check.constants().getFirst();
    for (Text text : check.constants()) {
      longest = text.length() > longest.length() ? text : longest;
    }
    return List.of(longest);
  }

  /** The text that every match of a pattern contains: its longest run without wildcards. */
  private static @Nullable Anchor parts(TextCheck check, String separators) {
    if (check.modifier() != Modifier.NONE && check.modifier() != Modifier.ANYOF) {
      return null;
    }
    List<Literal> literals = new ArrayList<>();
    for (Text pattern : check.constants()) {
      if (pattern.indexOf('[', 0) >= 0 || pattern.indexOf('\\', 0) >= 0) {
        return null;
      }
      literals.add(new Literal(check.left(), Literal.Place.INSIDE, longestRun(pattern, separators)));
    }
    return new Anchor(literals, false);
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
