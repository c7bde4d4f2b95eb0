package org.eyas.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.random.RandomGenerator;

/** Writes random documents that are valid: every kind of value, escape and number, blanks where they are allowed. */
final class RandomJson {
  private static final int DEEPEST = 6;
  private static final int[] CHARACTERS =
      {'a', 'z', ' ', '~', 0x7f, 0xe9, 0x7ff, 0x800, 0x20ac, 0xffff, 0x10000, 0x1f600, 0x10ffff};
  private static final String[] ESCAPES =
      {"\\\"", "\\\\", "\\/", "\\b", "\\f", "\\n", "\\r", "\\t", "\\u0000", "\\u00E9", "\\ud83d\\ude00", "\\ud800", "\\uDC00"};
  private static final String[] NUMBERS =
      {"0", "-0", "1", "-12", "3.25", "1e5", "1E-5", "-0.0e+1", "123456789012345678901234567890"};

  private final RandomGenerator random;
  private final StringBuilder out = new StringBuilder();

  RandomJson(RandomGenerator random) {
    this.random = random;
  }

  byte[] document() {
    blanks();
    value(0);
    blanks();
    return out.toString().getBytes(UTF_8);
  }

  private void value(int depth) {
    switch (random.nextInt(depth < DEEPEST ? 8 : 5)) {
      case 0 -> string();
      case 1 -> out.append(NUMBERS[random.nextInt(NUMBERS.length)]);
      case 2 -> out.append(random.nextBoolean());
      case 3 -> out.append("null");
      case 4 -> string();
      case 5, 6 -> entries('{', '}', depth);
      default -> entries('[', ']', depth);
    }
  }

  private void entries(char open, char close, int depth) {
    out.append(open);
    for (int i = random.nextInt(4); i > 0; i--) {
      blanks();
      if (open == '{') {
        string();
        blanks();
        out.append(':');
        blanks();
      }
      value(depth + 1);
      blanks();
      out.append(i > 1 ? "," : "");
    }
    blanks();
    out.append(close);
  }

  private void string() {
    out.append('"');
    for (int i = random.nextInt(20); i > 0; i--) {
      if (random.nextInt(5) == 0) {
        out.append(ESCAPES[random.nextInt(ESCAPES.length)]);
      } else {
        out.appendCodePoint(CHARACTERS[random.nextInt(CHARACTERS.length)]);
      }
    }
    out.append('"');
  }

  private void blanks() {
    for (int i = random.nextInt(3); i > 1; i--) {
      out.append(" \t\r\n".charAt(random.nextInt(4)));
    }
  }
}
