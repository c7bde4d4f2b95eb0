package org.eyas.engine.compile.node;

import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.field.BytesList;
import org.eyas.api.field.NumberList;
import org.eyas.engine.compile.text.TextPredicate;
import org.eyas.engine.compile.text.TextSet;

/** The nodes of a compiled condition. Every test of an absent value is false. */
public final class ConditionNodes {
  private ConditionNodes() {}

  public static CompiledCondition and(CompiledCondition[] children) {
    return switch (children.length) {
      case 0 -> new Always(true);
      case 1 -> children[0];
      case 2 -> new And2(children[0], children[1]);
      default -> new And(children);
    };
  }

  public static CompiledCondition or(CompiledCondition[] children) {
    return switch (children.length) {
      case 0 -> new Always(false);
      case 1 -> children[0];
      case 2 -> new Or2(children[0], children[1]);
      default -> new Or(children);
    };
  }

  public record Always(boolean answer) implements CompiledCondition {
    @Override
    public boolean test(EvaluationFrame frame) {
      return answer;
    }
  }

  public record And(CompiledCondition[] children) implements CompiledCondition {
    @Override
    public boolean test(EvaluationFrame frame) {
      for (CompiledCondition child : children) {
        if (!child.test(frame)) {
          return false;
        }
      }
      return true;
    }
  }

  public record And2(CompiledCondition first, CompiledCondition second) implements CompiledCondition {
    @Override
    public boolean test(EvaluationFrame frame) {
      return first.test(frame) && second.test(frame);
    }
  }

  public record Or(CompiledCondition[] children) implements CompiledCondition {
    @Override
    public boolean test(EvaluationFrame frame) {
      for (CompiledCondition child : children) {
        if (child.test(frame)) {
          return true;
        }
      }
      return false;
    }
  }

  public record Or2(CompiledCondition first, CompiledCondition second) implements CompiledCondition {
    @Override
    public boolean test(EvaluationFrame frame) {
      return first.test(frame) || second.test(frame);
    }
  }

  public record Not(CompiledCondition child) implements CompiledCondition {
    @Override
    public boolean test(EvaluationFrame frame) {
      return !child.test(frame);
    }
  }

  /** A condition that is evaluated at most once per event. */
  public record Shared(int slot, CompiledCondition condition) implements CompiledCondition {
    @Override
    public boolean test(EvaluationFrame frame) {
      return frame.answered(slot) ? frame.answer(slot) : frame.remember(slot, condition.test(frame));
    }
  }

  public record TextEquals(TextSource source, Text constant) implements CompiledCondition {
    @Override
    public boolean test(EvaluationFrame frame) {
      Bytes value = source.read(frame);
      return value.contentEquals(constant) && value.isPresent();
    }
  }

  public record TextIn(TextSource source, TextSet set) implements CompiledCondition {
    @Override
    public boolean test(EvaluationFrame frame) {
      Bytes value = source.read(frame);
      return value.isPresent() && set.contains(value);
    }
  }

  public record OneText(TextSource source, TextPredicate test) implements CompiledCondition {
    @Override
    public boolean test(EvaluationFrame frame) {
      Bytes value = source.read(frame);
      return value.isPresent() && test.test(value);
    }
  }

  public record ManyTexts(TextListSource source, TextPredicate test, boolean all) implements CompiledCondition {
    @Override
    public boolean test(EvaluationFrame frame) {
      if (!source.read(frame)) {
        return false;
      }
      BytesList values = source.values();
      for (int i = 0; i < values.size(); i++) {
        if (test.test(values.get(i)) != all) {
          return !all;
        }
      }
      return all;
    }
  }

  public record TextExists(TextSource source) implements CompiledCondition {
    @Override
    public boolean test(EvaluationFrame frame) {
      return source.read(frame).isPresent();
    }
  }

  public record TextsExist(TextListSource source) implements CompiledCondition {
    @Override
    public boolean test(EvaluationFrame frame) {
      return source.read(frame);
    }
  }

  public record NumberEquals(NumberSource source, long constant) implements CompiledCondition {
    @Override
    public boolean test(EvaluationFrame frame) {
      return source.read(frame) && source.value() == constant;
    }
  }

  public record OneNumber(NumberSource source, NumberPredicate test) implements CompiledCondition {
    @Override
    public boolean test(EvaluationFrame frame) {
      return source.read(frame) && test.test(source.value());
    }
  }

  public record ManyNumbers(NumberListSource source, NumberPredicate test, boolean all) implements CompiledCondition {
    @Override
    public boolean test(EvaluationFrame frame) {
      if (!source.read(frame)) {
        return false;
      }
      NumberList values = source.values();
      for (int i = 0; i < values.size(); i++) {
        if (test.test(values.get(i)) != all) {
          return !all;
        }
      }
      return all;
    }
  }

  public record NumberExists(NumberSource source) implements CompiledCondition {
    @Override
    public boolean test(EvaluationFrame frame) {
      return source.read(frame);
    }
  }

  public record NumbersExist(NumberListSource source) implements CompiledCondition {
    @Override
    public boolean test(EvaluationFrame frame) {
      return source.read(frame);
    }
  }
}
