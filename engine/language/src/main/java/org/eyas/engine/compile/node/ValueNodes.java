package org.eyas.engine.compile.node;

import org.eyas.api.data.Bytes;
import org.eyas.api.event.ValueType.Form;
import org.eyas.api.event.ValueType;
import org.eyas.api.field.BytesList;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.api.field.NumberList;
import org.eyas.engine.check.TypedExpr.ValueCheck;
import org.eyas.engine.check.TypedValue;
import org.eyas.engine.compile.text.Glob;
import org.eyas.engine.compile.text.TextTests;
import org.eyas.engine.syntax.Operator;

/** Nodes that compare two values of the event. */
public final class ValueNodes {
  private ValueNodes() {}

  public static Condition of(ValueCheck check, Sources sources) {
    TypedValue left = check.left();
    TypedValue right = check.right();
    boolean one = left.shape() == Shape.ONE;
    boolean all = check.operator() == Operator.IN;
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

  private static boolean holds(Operator operator, int order) {
    return switch (operator) {
      case NOT_EQUAL -> order != 0;
      case LESS -> order < 0;
      case LESS_OR_EQUAL -> order <= 0;
      case GREATER -> order > 0;
      case GREATER_OR_EQUAL -> order >= 0;
      default -> order == 0;
    };
  }

  private static boolean holds(Operator operator, Bytes left, Bytes right) {
    return switch (operator) {
      case CONTAINS, BCONTAINS -> left.contains(right);
      case ICONTAINS -> TextTests.containsIgnoringCase(left, right);
      case STARTSWITH, BSTARTSWITH -> left.startsWith(right);
      case ENDSWITH -> left.endsWith(right);
      case GLOB -> Glob.matches(right, left, false);
      case IGLOB -> Glob.matches(right, left, true);
      default -> holds(operator, left.compareTo(right));
    };
  }

  private record TwoTexts(TextSource left, Operator operator, TextSource right) implements Condition {
    @Override
    public boolean test(Frame frame) {
      Bytes one = left.read(frame);
      Bytes other = right.read(frame);
      return one.isPresent() && other.isPresent() && holds(operator, one, other);
    }
  }

  private record TwoNumbers(NumberSource left, Operator operator, NumberSource right, ValueType type)
      implements Condition {
    @Override
    public boolean test(Frame frame) {
      return left.read(frame)
          && right.read(frame)
          && holds(operator, NumberTests.compare(left.value(), right.value(), type));
    }
  }

  private record TwoTextLists(TextListSource left, boolean all, TextListSource right) implements Condition {
    @Override
    public boolean test(Frame frame) {
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

  private record TwoNumberLists(NumberListSource left, boolean all, NumberListSource right) implements Condition {
    @Override
    public boolean test(Frame frame) {
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
