package org.eyas.engine.compile.node;

import org.eyas.api.data.Bytes;
import org.eyas.api.event.ValueType;
import org.eyas.api.event.ValueType.Form;
import org.eyas.api.field.BytesList;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.api.field.NumberList;
import org.eyas.engine.check.TypedCondition.ValueCheck;
import org.eyas.engine.check.TypedValue;
import org.eyas.engine.compile.text.GlobPattern;
import org.eyas.engine.compile.text.TextPredicates;
import org.eyas.engine.syntax.ComparisonOperator;

/** Nodes that compare two values of the event. */
public final class ValueComparisons {
  private ValueComparisons() {}

  public static CompiledCondition of(ValueCheck check, ValueSources sources) {
    TypedValue left = check.left();
    TypedValue right = check.right();
    boolean one = left.shape() == Shape.ONE;
    boolean all = check.operator() == ComparisonOperator.IN;
    if (isNumber(left)) {
      return one
          ? new TwoNumbers(sources.number(left), check.operator(), sources.number(right), left.type())
          : new TwoNumberLists(sources.numbers(left), all, sources.numbers(right));
    }
    return one
        ? new TwoTexts(sources.text(left), check.operator(), sources.text(right))
        : new TwoTextLists(sources.texts(left), all, sources.texts(right));
  }

  /** Whether a value is stored in a long: numbers, and doubles by their raw bits. */
  public static boolean isNumber(TypedValue value) {
    return value.type().isNumber() || value.type().form() == Form.DOUBLE;
  }

  private static boolean holds(ComparisonOperator operator, int order) {
    return switch (operator) {
      case NOT_EQUAL -> order != 0;
      case LESS -> order < 0;
      case LESS_OR_EQUAL -> order <= 0;
      case GREATER -> order > 0;
      case GREATER_OR_EQUAL -> order >= 0;
      default -> order == 0;
    };
  }

  private static boolean holds(ComparisonOperator operator, Bytes left, Bytes right) {
    return switch (operator) {
      case CONTAINS, BCONTAINS -> left.contains(right);
      case ICONTAINS -> TextPredicates.containsIgnoringCase(left, right);
      case STARTSWITH, BSTARTSWITH -> left.startsWith(right);
      case ENDSWITH -> left.endsWith(right);
      case GLOB -> GlobPattern.matches(right, left, false);
      case IGLOB -> GlobPattern.matches(right, left, true);
      default -> holds(operator, left.compareTo(right));
    };
  }

  private record TwoTexts(TextSource left, ComparisonOperator operator, TextSource right) implements CompiledCondition {
    @Override
    public boolean test(EvaluationFrame frame) {
      Bytes one = left.read(frame);
      Bytes other = right.read(frame);
      return one.isPresent() && other.isPresent() && holds(operator, one, other);
    }
  }

  private record TwoNumbers(NumberSource left, ComparisonOperator operator, NumberSource right, ValueType type)
      implements CompiledCondition {
    @Override
    public boolean test(EvaluationFrame frame) {
      return left.read(frame)
          && right.read(frame)
          && holds(operator, NumberPredicates.compare(left.value(), right.value(), type));
    }
  }

  private record TwoTextLists(TextListSource left, boolean all, TextListSource right) implements CompiledCondition {
    @Override
    public boolean test(EvaluationFrame frame) {
      if (!left.read(frame) || !right.read(frame)) {
        return false;
      }
      BytesList values = left.values();
      for (int i = 0; i < values.size(); i++) {
        if (contains(right.values(), values.get(i)) != all) {
          return !all;
        }
      }
      return all;
    }

    private static boolean contains(BytesList list, Bytes wanted) {
      for (int i = 0; i < list.size(); i++) {
        if (list.get(i).contentEquals(wanted)) {
          return true;
        }
      }
      return false;
    }
  }

  private record TwoNumberLists(NumberListSource left, boolean all, NumberListSource right) implements CompiledCondition {
    @Override
    public boolean test(EvaluationFrame frame) {
      if (!left.read(frame) || !right.read(frame)) {
        return false;
      }
      NumberList values = left.values();
      for (int i = 0; i < values.size(); i++) {
        if (contains(right.values(), values.get(i)) != all) {
          return !all;
        }
      }
      return all;
    }

    private static boolean contains(NumberList list, long wanted) {
      for (int i = 0; i < list.size(); i++) {
        if (list.get(i) == wanted) {
          return true;
        }
      }
      return false;
    }
  }
}
