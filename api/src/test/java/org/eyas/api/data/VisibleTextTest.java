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
  void charactersThatAreNotDrawnAreEscapedBecauseTwoNamesWouldLookTheSame() {
    assertEquals("ss\\u200bhd \\u200c\\u200d\\u2060\\ufeff\\u00ad".replace("\\u00ad", "\\xad"),
        VisibleText.line("ss\u200bhd \u200c\u200d\u2060\ufeff\u00ad"));
    assertEquals("\\ufe0f\\u3164\\u034f", VisibleText.line("\ufe0f\u3164\u034f"));
    assertEquals("a\\udb40\\udc41b", VisibleText.line("a\udb40\udc41b"), "a tag, U+E0041");
    assertEquals("{\"\\udb40\\udd00\":1}", VisibleText.json("{\"\udb40\udd00\":1}"), "a variation selector, U+E0100");
    assertEquals("\udb40", VisibleText.line("\udb40"), "half a pair");
    assertEquals("\\u202e\udc41", VisibleText.line("\u202e\udc41"));
  }

  @Test
  void anAuthorsControlCharactersStay() {
    assertEquals("a\n\t\u001b[1m\\u202e", VisibleText.withControls("a\n\t\u001b[1m\u202e"));
  }

  @Test
  void linesStayLinesAndOtherTextStaysAsItIs() {
    assertEquals("one\n\ttwo\\x0d", VisibleText.lines("one\n\ttwo\r"));
    String text = "/tmp/\u00fc\u4e2d \u202f\ud83d\ude00";
    assertEquals("{\"a\":\"\\u0085\\u202e\"}", VisibleText.json("{\"a\":\"\u0085\u202e\"}"));
    assertSame(text, VisibleText.line(text));
  }
}
