package org.eyas.driver.ebpf.pushdown;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.eyas.api.data.Text;
import org.eyas.api.event.EventType;
import org.eyas.api.event.ValueType;
import org.eyas.api.pushdown.Ranges;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.api.pushdown.RawCondition.AllOf;
import org.eyas.api.pushdown.RawCondition.AnyOf;
import org.eyas.api.pushdown.RawCondition.Bits;
import org.eyas.api.pushdown.RawCondition.Form;
import org.eyas.api.pushdown.RawCondition.Numbers;
import org.eyas.api.pushdown.RawCondition.Part;
import org.eyas.api.pushdown.RawCondition.Path;
import org.eyas.api.pushdown.RawCondition.ProcessClass;

/** Random raw conditions on the numbers and paths of a type of events, with constants that {@link #path} and calls often have. */
public final class RandomConditions {
  /** Each character is a byte. */
  private static final List<String> TEXTS =
      List.of(
          "/kern", "/kern/a", "/kern/a/b", "/kern/aa", "/ker", "/", "a", "b", "aa", ".so", "/a", "a/", "/.", ".", "..",
          "/kern/a.so",
          "", "kern", "/a/b", "\u00c3\u00a4", "b/aa", "//", "\u00ff", "/kern/p\u00ff", "/kern/\u00c3", "\u00ed\u00a0\u0080",
          "/kern/\1", "/kern/\"", "/kern/'", "\\", "/kern/\177", "/\u00e2\u0082/a");
  private static final List<String> AROUND =
      List.of("%s", "%s", "%s", "%s", "%s", "%s/", "/.%s", "/x/..%s", "/%s", "%s/.", "%s/..", "%s/x", "%s.so", "%s\u00c3\u00a4",
          "%s\u00ff", "\u0080%s", "%s\n",
          ".%s", "/kern%s", "/kern/a%s");

  static final int CLASSES = 64;

  private final Random random;

  public RandomConditions(Random random) {
    this.random = random;
  }

  /** A condition that is neither always true nor always false. */
  public RawCondition condition(EventType type) {
    return condition(type, 3);
  }

  private RawCondition condition(EventType type, int depth) {
    if (depth == 0 || random.nextInt(3) == 0) {
      return check(type);
    }
    List<RawCondition> parts = IntStream.rangeClosed(0, 1 + random.nextInt(2)).mapToObj(_ -> condition(type, depth - 1)).toList();
    return random.nextBoolean() ? new AllOf(parts) : new AnyOf(parts);
  }

  private RawCondition check(EventType type) {
    if (random.nextInt(8) == 0) {
      return new ProcessClass(random.nextInt(CLASSES), "");
    }
    int param = random.nextInt(type.params().size());
    ValueType is = type.params().get(param).type();
    if (is.form() == ValueType.Form.TEXT) {
      return new Path(param, pick(List.of(Part.values())), pick(List.of(Form.values())), texts(), random.nextInt(4) != 0);
    }
    if (!is.isNumber() || random.nextInt(5) == 0) {
      return new Numbers(0, ranges());
    }
    return random.nextBoolean() ? new Numbers(param, ranges())
        : new Bits(param, random.nextInt(512), random.nextInt(3) == 0 ? random.nextInt(512) : 0, random.nextBoolean());
  }

  private List<Text> texts() {
    return IntStream.rangeClosed(0, random.nextInt(3)).mapToObj(_ -> Text.copyOf(bytes(pick(TEXTS)))).distinct().toList();
  }

  private Ranges ranges() {
    List<Long> bounds = new ArrayList<>(List.of(-20L, -17L, -13L, -2L, -1L, 0L, 1L, 3L, 4L, 100L, 0777L));
    long least = random.nextInt(4) == 0 ? Long.MIN_VALUE : pick(bounds);
    long most = random.nextInt(4) == 0 ? Long.MAX_VALUE : Math.max(least, pick(bounds));
    Ranges one = Ranges.between(least, most);
    return random.nextInt(3) == 0 ? one.or(Ranges.of(List.of(pick(bounds)))) : one;
  }

  /** A path of any form, with any bytes except NUL. */
  public byte[] path() {
    String path = pick(TEXTS);
    return bytes(random.nextInt(40) == 0 ? ("/kern" + path).repeat(random.nextInt(400)) : String.format(pick(AROUND), path));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
