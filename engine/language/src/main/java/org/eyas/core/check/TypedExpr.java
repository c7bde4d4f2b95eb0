package org.eyas.core.check;

import java.util.List;
import java.util.Objects;
import org.eyas.api.data.Text;
import org.eyas.core.syntax.Expr.Modifier;
import org.eyas.core.syntax.Operator;

/**
 * A condition whose names and types are known. It has no positions, so that what means the same is equal: the compiler
 * finds predicates that rules share by {@code equals}.
 */
public sealed interface TypedExpr {
  /** What is so for every event. */
  record Always(boolean answer) implements TypedExpr {
    public static final Always TRUE = new Always(true);
    public static final Always FALSE = new Always(false);

    public static Always of(boolean answer) {
      return answer ? TRUE : FALSE;
    }
  }

  record And(List<TypedExpr> children) implements TypedExpr {
    public And {
      children = List.copyOf(children);
    }
  }

  record Or(List<TypedExpr> children) implements TypedExpr {
    public Or {
      children = List.copyOf(children);
    }
  }

  record Not(TypedExpr child) implements TypedExpr {}

  /** A test of one value; false wherever the value is absent. */
  sealed interface Predicate extends TypedExpr {
    TypedValue left();
  }

  /** Whether there is a value. */
  record Exists(TypedValue left) implements Predicate {}

  /** Texts and buffers against constants; those of {@code bcontains} and {@code bstartswith} are bytes already. */
  record TextCheck(TypedValue left, Operator operator, Modifier modifier, List<Text> constants) implements Predicate {
    public TextCheck {
      constants = List.copyOf(constants);
    }

    @Override
    public int hashCode() {
      return Objects.hash(left, operator, modifier, hashOfEnds(constants));
    }
  }

  /** Numbers against constants; of type DOUBLE both are the raw bits of doubles. */
  record NumberCheck(TypedValue left, Operator operator, Modifier modifier, List<Long> constants)
      implements Predicate {
    public NumberCheck {
      constants = List.copyOf(constants);
    }

    @Override
    public int hashCode() {
      return Objects.hash(left, operator, modifier, hashOfEnds(constants));
    }
  }

  /** Addresses of 4 or 16 bytes against constants. */
  record AddressCheck(TypedValue left, Operator operator, Modifier modifier, List<Text> constants)
      implements Predicate {
    public AddressCheck {
      constants = List.copyOf(constants);
    }
  }

  /** Addresses against networks. */
  record NetworkCheck(TypedValue left, Operator operator, Modifier modifier, List<Network> constants)
      implements Predicate {
    public NetworkCheck {
      constants = List.copyOf(constants);
    }
  }

  /** Texts against regular expressions. */
  record RegexCheck(TypedValue left, Modifier modifier, List<String> patterns) implements Predicate {
    public RegexCheck {
      patterns = List.copyOf(patterns);
    }
  }

  /** Two values of the event against each other. */
  record ValueCheck(TypedValue left, Operator operator, TypedValue right) implements Predicate {}

  // Lists of constants have thousands of elements, and conditions are looked up by their hash again and again.
  private static int hashOfEnds(List<?> constants) {
    return constants.isEmpty() ? 0 : Objects.hash(constants.size(), constants.getFirst(), constants.getLast());
  }
}
