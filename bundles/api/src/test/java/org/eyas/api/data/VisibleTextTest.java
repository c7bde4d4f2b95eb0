package org.eyas.api.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class VisibleTextTest {
  @Test
  void controlAndInvisibleCharactersAreEscaped() {
    assertEquals("a\\x1b[2J\\x0a\\x7f\\x85\\x9b", VisibleText.line("a\u001b[2J\n\u007f\u0085\u009b"));
    assertEquals("\\u202agnp.exe\\u202e\\u2066\\u2069", VisibleText.line("\u202agnp.exe\u202e\u2066\u2069"));
    assertEquals("\\u2028\\u2029\\u061c\\u200e\\u200f", VisibleText.line("\u2028\u2029\u061c\u200e\u200f"));
  }

  @Test
  void linesStayLinesAndOtherTextStaysAsItIs() {
    assertEquals("one\n\ttwo\\x0d", VisibleText.lines("one\n\ttwo\r"));
    String text = "/tmp/\u00fc\u4e2d \u202f\ud83d\ude00\u200d";
    assertEquals("{\"a\":\"\\u0085\\u202e\"}", VisibleText.json("{\"a\":\"\u0085\u202e\"}"));
    assertSame(text, VisibleText.line(text));
  }
}
