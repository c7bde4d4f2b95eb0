package org.eyas.engine.compile.text;

import com.google.re2j.Matcher;
import java.util.Arrays;
import org.eyas.api.data.Bytes;
import org.eyas.engine.check.RegexCompiler;
import org.eyas.engine.text.FalcoVersion;
import org.eyas.engine.text.Utf8Sanitizer;

/**
 * Matches a whole text with a regular expression.
 *
 * <p>The text is decoded from UTF-8 into reused memory, so that {@code .} matches one character. A byte that is not
 * valid UTF-8 counts as one unknown character. In Falco 0.44, no pattern of RE2 matches such a byte, so a path with such a
 * byte could avoid a rule. For the newest Falco, an invalid run of bytes counts as one character, as {@link Utf8Sanitizer} has it,
 * and NULs at the end do not count.
 */
public final class RegexPredicate implements TextPredicate {
  private static final char UNKNOWN = '\ufffd';

  private final boolean sanitizes;
  private final Matcher matcher;
  private final Characters characters = new Characters();

  RegexPredicate(String pattern, FalcoVersion version) {
    sanitizes = version.keepsBytes();
    matcher = RegexCompiler.compile(pattern).matcher("");
  }

  @Override
  public boolean test(Bytes value) {
    if (sanitizes) {
      characters.sanitize(value);
    } else {
      characters.decode(value);
    }
    return matcher.reset(characters).matches();
  }

  /** The decoded text. */
  private static final class Characters implements CharSequence {
    private char[] array = new char[256];
    private int length;

    void sanitize(Bytes bytes) {
      ensureRoom(bytes);
      int end = bytes.length();
      while (end > 0 && bytes.at(end - 1) == 0) {
        end--;
      }
      length = Utf8Sanitizer.decode(bytes, end, array);
    }

    private void ensureRoom(Bytes bytes) {
      if (array.length < bytes.length()) {
        array = new char[bytes.length() * 2];
      }
    }

    void decode(Bytes bytes) {
      ensureRoom(bytes);
      length = 0;
      int at = 0;
      while (at < bytes.length()) {
        at += decodeOne(bytes, at);
      }
    }

    private int decodeOne(Bytes bytes, int at) {
      int first = bytes.at(at);
      int more = first < 0x80 ? 0 : first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1;
      int point = first < 0x80 ? first : first & 0x3f >> more;
      boolean valid = (first < 0x80 || first >= 0xc2 && first < 0xf5) && at + more < bytes.length();
      for (int i = 1; valid && i <= more; i++) {
        int next = bytes.at(at + i);
        valid = (next & 0xc0) == 0x80;
        point = point << 6 | next & 0x3f;
      }
      if (!valid || !Character.isValidCodePoint(point)) {
        array[length++] = UNKNOWN;
        return 1;
      }
      length += Character.toChars(point, array, length);
      return more + 1;
    }

    @Override
    public int length() {
      return length;
    }

    @Override
    public char charAt(int index) {
      return array[index];
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new String(Arrays.copyOfRange(array, start, end));
    }

    @Override
    public String toString() {
      return new String(array, 0, length);
    }
  }
}
