package org.eyas.launcher.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class VisibleTextTest {
  private static final String EVIL = "a\u001b[2J\u0085\u009b\u202e\u2066\u2028\r";
  private static final String SHOWN = "a\\x1b[2J\\x85\\x9b\\u202e\\u2066\\u2028\\x0d";

  @Test
  void whatSteersOrHidesIsWrittenOut() {
    assertEquals(SHOWN + "\n\tb", VisibleText.lines(EVIL + "\n\tb"));
    assertEquals("\"\\u0085\\u202e\"", VisibleText.json("\"\u0085\u202e\""));
  }

  @Test
  void aLineOfTheLogHasNothingHidden() {
    PrintStream before = System.err;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    System.setErr(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      new StderrLogger("test").error("process {} failed", EVIL, new IllegalStateException(EVIL));
    } finally {
      System.setErr(before);
    }
    String text = out.toString(StandardCharsets.UTF_8);
    assertTrue(text.contains(": process " + SHOWN + " failed\njava.lang.IllegalStateException: " + SHOWN), text);
  }
}
