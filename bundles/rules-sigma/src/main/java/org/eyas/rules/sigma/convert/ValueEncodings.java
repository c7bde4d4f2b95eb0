package org.eyas.rules.sigma.convert;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.eyas.rules.sigma.rule.SigmaException;

/**
 * Applies the modifiers that change values, in their order. Between two modifiers, a value is a text with a character
 * for each byte, because the bytes of UTF-16 are not text.
 */
final class ValueEncodings {
  /**
   * The numbers of characters at the beginning and the end of encoded text that depend on its neighbors, by its offset.
   */
  private static final int[] FIRST = {0, 2, 3};

  private static final int[] LAST = {0, 3, 2};
  private static final String DASHES = "-/\u2013\u2014\u2015";
  private static final java.util.regex.Pattern DASH = java.util.regex.Pattern.compile("\\B[-/\u2013\u2014\u2015]\\b");

  private ValueEncodings() {}

  static List<ValuePattern> apply(List<String> encodings, List<ValuePattern> patterns) throws SigmaException {
    List<ValuePattern> values = patterns;
    boolean bytes = false;
    for (String encoding : encodings) {
      List<ValuePattern> next = new ArrayList<>();
      long length = 0;
      for (ValuePattern value : values) {
        List<ValuePattern> more = encoding.equals("windash") ? dashes(value) : encoded(encoding, bytes(value, bytes));
        length = JoinedConditions.requireFitting(length + (long) more.size() * (1 + more.getFirst().length()));
        next.addAll(more);
      }
      values = next;
      bytes |= !encoding.equals("windash");
    }
    return values;
  }

  private static byte[] bytes(ValuePattern value, boolean isBytes) throws SigmaException {
    if (value.hasWildcard()) {
      throw new SigmaException("a value with a wildcard cannot be encoded");
    }
    return value.text().getBytes(isBytes ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
  }

  private static List<ValuePattern> encoded(String encoding, byte[] value) throws SigmaException {
    return switch (encoding) {
      case "base64" -> List.of(ValuePattern.literal(Base64.getEncoder().encodeToString(value)));
      case "base64offset" -> offsets(value);
      case "utf16be" -> List.of(wide(value, StandardCharsets.UTF_16BE, ""));
      case "utf16" -> List.of(wide(value, StandardCharsets.UTF_16LE, "\u00ff\u00fe"));
      default -> List.of(wide(value, StandardCharsets.UTF_16LE, ""));
    };
  }

  /**
   * The value at all offsets. Shorter values are refused: one byte has no encoded character that is always the same,
   * and an empty value would match any text.
   */
  private static List<ValuePattern> offsets(byte[] value) throws SigmaException {
    if (value.length < 2) {
      throw new SigmaException("a value of less than 2 bytes cannot be found at any offset");
    }
    return List.of(offset(value, 0), offset(value, 1), offset(value, 2));
  }

  private static ValuePattern wide(byte[] value, Charset charset, String mark) {
    byte[] wide = new String(value, StandardCharsets.UTF_8).getBytes(charset);
    return ValuePattern.literal(mark + new String(wide, StandardCharsets.ISO_8859_1));
  }

  /** The characters that do not depend on the text before and after the value. */
  private static ValuePattern offset(byte[] value, int offset) {
    byte[] shifted = new byte[value.length + offset];
    System.arraycopy(value, 0, shifted, offset, value.length);
    String text = Base64.getEncoder().encodeToString(shifted);
    return ValuePattern.literal(text.substring(FIRST[offset], text.length() - LAST[shifted.length % 3]));
  }

  /**
   * The value, and a variant for each character with which options can begin: it replaces these characters in the
   * value.
   */
  private static List<ValuePattern> dashes(ValuePattern value) {
    List<ValuePattern> variants = new ArrayList<>(List.of(value));
    DASHES.chars().forEach(
        dash -> variants.add(value.map(text -> DASH.matcher(text).replaceAll(String.valueOf((char) dash)))));
    return variants.stream().distinct().toList();
  }
}
