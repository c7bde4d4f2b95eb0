package org.eyas.engine.check;

import java.util.List;
import java.util.Objects;
import org.eyas.api.data.Text;
import org.eyas.api.pushdown.Network;
import org.eyas.engine.syntax.ComparisonOperator;
import org.eyas.engine.syntax.SyntaxTree.Modifier;

/**
 * A condition with resolved names and types. It has no positions, so conditions with the same meaning are equal: the
 * compiler uses {@code equals} to find predicates that rules share.
 */
public sealed interface TypedCondition {
  /** A constant answer, the same for every event. */
  record Always(boolean answer) implements TypedCondition {
    public static final Always TRUE = new Always(true);
    public static final Always FALSE = new Always(false);

    public static Always of(boolean answer) {
      return answer ? TRUE : FALSE;
    }
  }

  record And(List<TypedCondition> children) implements TypedCondition {
    public And {
      children = List.copyOf(children);
    }
  }

  record Or(List<TypedCondition> children) implements TypedCondition {
    public Or {
      children = List.copyOf(children);
    }
  }

  record Not(TypedCondition child) implements TypedCondition {}

  /** A test of one value; false if the value is absent. */
  sealed interface Predicate extends TypedCondition {
    TypedValue left();
  }

  /** Whether the value is present. */
  record Exists(TypedValue left) implements Predicate {}

  /**
   * Compares texts and buffers with constants; the constants of {@code bcontains} and {@code bstartswith} are already bytes.
   */
  record TextCheck(TypedValue left, ComparisonOperator operator, Modifier modifier, List<Text> constants) implements Predicate {
    public TextCheck {
      constants = List.copyOf(constants);
    }

    @Override
    public int hashCode() {
      return Objects.hash(left, operator, modifier, hashOfEnds(constants));
    }
  }

  /** Compares numbers with constants; for type DOUBLE, both are the raw bits of doubles. */
  record NumberCheck(TypedValue left, ComparisonOperator operator, Modifier modifier, List<Long> constants)
      implements Predicate {
    public NumberCheck {
      constants = List.copyOf(constants);
    }

    @Override
    public int hashCode() {
      return Objects.hash(left, operator, modifier, hashOfEnds(constants));
    }
  }

  /** Compares addresses of 4 or 16 bytes with constants. */
  record AddressCheck(TypedValue left, ComparisonOperator operator, Modifier modifier, List<Text> constants)
      implements Predicate {
    public AddressCheck {
      constants = List.copyOf(constants);
    }
  }

  /** Compares addresses with networks. */
  record NetworkCheck(TypedValue left, ComparisonOperator operator, Modifier modifier, List<Network> constants)
      implements Predicate {
    public NetworkCheck {
      constants = List.copyOf(constants);
    }
  }

  /** Matches texts with regular expressions. */
  record RegexCheck(TypedValue left, Modifier modifier, List<String> patterns) implements Predicate {
    public RegexCheck {
      patterns = List.copyOf(patterns);
    }
  }

  /** Compares two values of the event with each other. */
  record ValueCheck(TypedValue left, ComparisonOperator operator, TypedValue right) implements Predicate {}

  // Lists of constants can have thousands of elements, and the hash of a condition is computed often.
  private static int hashOfEnds(List<?> constants) {
    return constants.isEmpty() ? 0 : Objects.hash(constants.size(), constants.getFirst(), constants.getLast());
  }
}
