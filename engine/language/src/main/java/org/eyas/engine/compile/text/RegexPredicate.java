package org.eyas.engine.compile.text;

import com.google.re2j.Matcher;
import java.util.Arrays;
import org.eyas.api.data.Bytes;
import org.eyas.engine.check.RegexCompiler;
import org.eyas.engine.text.Utf8Sanitizer;

/**
 * Matches a whole text with a regular expression.
 *
 * <p>The text is decoded from UTF-8 into reused memory, so that {@code .} matches one character. An invalid run of bytes counts as one
 * character, as {@link Utf8Sanitizer} has it, and NULs at the end do not count. So it is in Falco's master. In Falco 0.44 no pattern
 * matches a text with such a run, so a name could avoid a rule by one byte.
 */
public final class RegexPredicate implements TextPredicate {
  private final Matcher matcher;
  private final Characters characters = new Characters();

  RegexPredicate(String pattern) {
    matcher = RegexCompiler.compile(pattern).matcher("");
  }

  @Override
  public boolean test(Bytes value) {
    characters.decode(value);
    return matcher.reset(characters).matches();
  }

  /** The decoded text. */
  private static final class Characters implements CharSequence {
    private char[] array = new char[256];
    private int length;

    void decode(Bytes bytes) {
      if (array.length < bytes.length()) {
        array = new char[bytes.length() * 2];
      }
      int end = bytes.length();
      while (end > 0 && bytes.at(end - 1) == 0) {
        end--;
      }
      length = Utf8Sanitizer.decode(bytes, end, array);
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
