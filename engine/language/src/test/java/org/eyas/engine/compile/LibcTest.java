package org.eyas.engine.compile;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.util.Random;
import org.eyas.api.data.Text;
import org.eyas.engine.check.CheckException;
import org.eyas.engine.check.ConditionChecker;
import org.eyas.engine.check.FakeFields;
import org.eyas.engine.compile.text.GlobPattern;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.syntax.Parser;
import org.junit.jupiter.api.Test;

/** Decisions that Falco leaves to the C library, which this JVM has loaded anyway, are the same here. */
class LibcTest {
  private static final int FNM_CASEFOLD = 1 << 4;
  private static final int AF_INET = 2;
  private static final int AF_INET6 = 10;

  /** Brackets are closed: an unclosed bracket is literal, but glibc treats it differently after a hyphen. */
  private static final String[] PATTERN = {
      "a", "b", "B", "*", "?", "]", "!", "^", "-", "\\", "/", "[[:alpha:]]", "[^[:upper:]b]",
      "[a-c]", "[!b]", "[]a]", "[a-]", "[^B-a]", "[\\]!]", "[!-b]", "[A-c^]"};
  private static final String[] VALUE = {"a", "b", "B", "c", "/", ".", "[", "]", "-", "!", "\\", "^", ":"};

  private final long seed = Long.getLong("eyas.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final FieldCatalog catalog = FakeFields.ofEveryKind().catalog();

  @Test
  void shellPatternsMatchWhatFnmatchMatches() throws Throwable {
    System.out.println("LibcTest seed " + seed);
    MethodHandle fnmatch = function("fnmatch", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT));
    for (int i = 0; i < 300_000; i++) {
      String pattern = text(PATTERN, 7);
      String value = text(VALUE, 5);
      boolean fold = random.nextBoolean();
      boolean expected = fnmatch(fnmatch, pattern, value, fold);
      assertEquals(expected, GlobPattern.matches(Text.of(pattern), Text.of(value), fold),
          pattern + " on " + value + ", seed " + seed);
    }
  }

  @Test
  void addressesAreThoseThatInetPtonTakes() throws Throwable {
    MethodHandle pton = function("inet_pton", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));
    String[] four = {"1", "0", "01", "255", "256", ".", ".", ".", ".", "1.2.3", "-", "a", " "};
    String[] six = {"1", "ab", "::", ":", ":", "ffff", "12345", "0", "g", "1:2:3", ":4:5:6"};
    for (int i = 0; i < 20_000; i++) {
      String text = text(random.nextBoolean() ? four : six, 9);
      // The language decides by the dot; quotes preserve spaces.
      boolean expected = inetPton(pton, text.contains(".") ? AF_INET : AF_INET6, text);
      assertEquals(expected, isAddress(text), text + ", seed " + seed);
    }
  }

  private boolean isAddress(String text) throws Exception {
    try {
      ConditionChecker.check(Parser.parse("t.ip = '" + text + "'"), catalog);
      return true;
    } catch (CheckException e) {
      return false;
    }
  }

  private static boolean fnmatch(MethodHandle fnmatch, String pattern, String value, boolean fold) throws Throwable {
    try (Arena arena = Arena.ofConfined()) {
      return (int) fnmatch.invokeExact(arena.allocateFrom(pattern), arena.allocateFrom(value), fold ? FNM_CASEFOLD : 0) == 0;
    }
  }

  private static boolean inetPton(MethodHandle pton, int family, String text) throws Throwable {
    try (Arena arena = Arena.ofConfined()) {
      return (int) pton.invokeExact(family, arena.allocateFrom(text), arena.allocate(16)) == 1;
    }
  }

  @SuppressWarnings("restricted")
  private static MethodHandle function(String name, FunctionDescriptor shape) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().find(name).orElseThrow(), shape);
  }

  private String text(String[] parts, int most) {
    StringBuilder text = new StringBuilder();
    for (int n = random.nextInt(most + 1); n > 0; n--) {
      text.append(parts[random.nextInt(parts.length)]);
    }
    return text.toString();
  }
}
