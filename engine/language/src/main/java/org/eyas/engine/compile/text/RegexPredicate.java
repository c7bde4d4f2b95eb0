package org.eyas.engine.compile.text;

import com.google.re2j.Matcher;
import java.util.Arrays;
import org.eyas.api.data.Bytes;
import org.eyas.engine.check.RegexCompiler;
import org.eyas.engine.text.Utf8Sequence;

/**
 * Matches a whole text with a regular expression.
 *
 * <p>The text is decoded from UTF-8 into reused memory, so that {@code .} matches one character. An invalid sequence counts as
 * U+FFFD, as in Falco's master. In Falco 0.44 no pattern matches such a text, so that a name could avoid a rule by one byte.
 */
public final class RegexPredicate implements TextPredicate {
  private static final char REPLACEMENT = '\ufffd';

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
      length = 0;
      for (int at = 0; at < bytes.length();) {
        int measured = Utf8Sequence.measureValid(bytes, at);
        if (measured == 1) {
          array[length++] = (char) bytes.at(at);
        } else if (measured > 0) {
          length += Character.toChars(Utf8Sequence.codePoint(bytes, at, measured), array, length);
        } else {
          array[length++] = REPLACEMENT;
        }
        at += Math.abs(measured);
      }
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
