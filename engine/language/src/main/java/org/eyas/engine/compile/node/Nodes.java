package org.eyas.engine.compile.node;

import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.field.BytesList;
import org.eyas.api.field.NumberList;
import org.eyas.engine.compile.text.TextSet;
import org.eyas.engine.compile.text.TextTest;

/** The nodes of a compiled condition. Every test of an absent value is false. */
public final class Nodes {
  private Nodes() {}

  public static Condition and(Condition[] children) {
    return switch (children.length) {
      case 0 -> new Always(true);
      case 1 -> children[0];
      case 2 -> new And2(children[0], children[1]);
      default -> new And(children);
    };
  }

  public static Condition or(Condition[] children) {
    return switch (children.length) {
      case 0 -> new Always(false);
      case 1 -> children[0];
      case 2 -> new Or2(children[0], children[1]);
      default -> new Or(children);
    };
  }

  public record Always(boolean answer) implements Condition {
    @Override
    public boolean test(Frame frame) {
      return answer;
    }
  }

  public record And(Condition[] children) implements Condition {
    @Override
    public boolean test(Frame frame) {
      for (Condition child : children) {
        if (!child.test(frame)) {
          return false;
        }
      }
      return true;
    }
  }

  public record And2(Condition first, Condition second) implements Condition {
    @Override
    public boolean test(Frame frame) {
      return first.test(frame) && second.test(frame);
    }
  }

  public record Or(Condition[] children) implements Condition {
    @Override
    public boolean test(Frame frame) {
      for (Condition child : children) {
        if (child.test(frame)) {
          return true;
        }
      }
      return false;
    }
  }

  public record Or2(Condition first, Condition second) implements Condition {
    @Override
    public boolean test(Frame frame) {
      return first.test(frame) || second.test(frame);
    }
  }

  public record Not(Condition child) implements Condition {
    @Override
    public boolean test(Frame frame) {
      return !child.test(frame);
    }
  }

  /** A condition that is evaluated at most once per event. */
  public record Shared(int slot, Condition condition) implements Condition {
    @Override
    public boolean test(Frame frame) {
      return frame.answered(slot) ? frame.answer(slot) : frame.remember(slot, condition.test(frame));
    }
  }

  public record TextEquals(TextSource source, Text constant) implements Condition {
    @Override
    public boolean test(Frame frame) {
      Bytes value = source.read(frame);
      return value.contentEquals(constant) && value.isPresent();
    }
  }

  public record TextIn(TextSource source, TextSet set) implements Condition {
    @Override
    public boolean test(Frame frame) {
      Bytes value = source.read(frame);
      return value.isPresent() && set.contains(value);
    }
  }

  public record OneText(TextSource source, TextTest test) implements Condition {
    @Override
    public boolean test(Frame frame) {
      Bytes value = source.read(frame);
      return value.isPresent() && test.test(value);
    }
  }

  public record ManyTexts(TextListSource source, TextTest test, boolean all) implements Condition {
    @Override
    public boolean test(Frame frame) {
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

  public record TextExists(TextSource source) implements Condition {
    @Override
    public boolean test(Frame frame) {
      return source.read(frame).isPresent();
    }
  }

  public record TextsExist(TextListSource source) implements Condition {
    @Override
    public boolean test(Frame frame) {
      return source.read(frame);
    }
  }

  public record NumberEquals(NumberSource source, long constant) implements Condition {
    @Override
    public boolean test(Frame frame) {
      return source.read(frame) && source.value() == constant;
    }
  }

  public record OneNumber(NumberSource source, NumberTest test) implements Condition {
    @Override
    public boolean test(Frame frame) {
      return source.read(frame) && test.test(source.value());
    }
  }

  public record ManyNumbers(NumberListSource source, NumberTest test, boolean all) implements Condition {
    @Override
    public boolean test(Frame frame) {
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

  public record NumberExists(NumberSource source) implements Condition {
    @Override
    public boolean test(Frame frame) {
      return source.read(frame);
    }
  }

  public record NumbersExist(NumberListSource source) implements Condition {
    @Override
    public boolean test(Frame frame) {
      return source.read(frame);
    }
  }
}
