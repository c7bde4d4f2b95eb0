package org.eyas.output.stdout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LineWriterTest {
  private final ByteArrayOutputStream sink = new ByteArrayOutputStream();

  private String written() {
    return sink.toString(StandardCharsets.UTF_8);
  }

  @Test
  void unbufferedWritesEveryLineAtOnce() throws IOException {
    LineWriter lines = new LineWriter(sink, true);
    lines.write("überwacht", false);
    assertEquals("überwacht\n", written());
  }

  @Test
  void bufferedWritesWhenNothingWaitsBehind() throws IOException {
    LineWriter lines = new LineWriter(sink, false);
    lines.write("a", false);
    assertEquals("", written());
    lines.write("b", true);
    assertEquals("a\nb\n", written());
  }
}
