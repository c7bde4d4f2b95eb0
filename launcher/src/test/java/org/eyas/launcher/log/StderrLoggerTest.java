package org.eyas.launcher.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StderrLoggerTest {
  private static final String EVIL = "a\u001b[2J\u0085\u009b\u202e\u2066\u2028\r\u200b\ufeff\udb40\udc41";
  private static final String SHOWN = "a\\x1b[2J\\x85\\x9b\\u202e\\u2066\\u2028\\x0d\\u200b\\ufeff\\udb40\\udc41";

  @Test
  void controlAndInvisibleCharactersAreEscaped() {
    assertEquals(SHOWN + "\n\tb", TerminalSafeText.lines(EVIL + "\n\tb"));
    assertEquals("\"\\u0085\\u202e\"", TerminalSafeText.json("\"\u0085\u202e\""));
  }

  @Test
  void disconnectedClientIsNotLogged() {
    String text = logged("org.apache.felix.http", new IllegalStateException(new IOException("Broken pipe")));
    assertEquals("", text + logged("org.eclipse.jetty.server", new EOFException()));
    assertTrue(logged("org.eclipse.jetty.server", new BindException("Address already in use")).contains("\tat "));
    assertTrue(logged("org.eyas.output.http", new IOException("Broken pipe")).contains("\tat "));
  }

  @Test
  void warningsOfKafkasClientAreForTheLevelDebug() {
    assertFalse(new StderrLogger("org.apache.kafka.clients.NetworkClient").isWarnEnabled());
    assertTrue(new StderrLogger("org.eyas.output.kafka.BatchDelivery").isWarnEnabled());
    assertTrue(new StderrLogger("org.apache.kafka.clients.NetworkClient").isErrorEnabled());
  }

  @Test
  void aLineOfTheLogHasNothingHidden() {
    String text = logged("test", new IllegalStateException(EVIL));
    assertTrue(text.contains(": process " + SHOWN + " failed\njava.lang.IllegalStateException: " + SHOWN), text);
  }

  private static String logged(String name, Exception failure) {
    PrintStream before = System.err;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    System.setErr(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      new StderrLogger(name).error("process {} failed", EVIL, failure);
    } finally {
      System.setErr(before);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
