package org.eyas.launcher.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TerminalScreenTest {
  private static final String ENTER = "\033[?1049h\033[?25l\033[H";
  private static final String LEAVE = "\033[?25h\033[?1049l";

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private TerminalSize size = new TerminalSize(3, 5);

  private TerminalScreen screen(boolean terminal) {
    return new TerminalScreen(new PrintStream(printed, true, StandardCharsets.UTF_8), terminal, () -> size);
  }

  private String printed() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aTextReplacesTheOneBeforeWithinTheTerminal() {
    try (TerminalScreen screen = screen(true)) {
      screen.show("12345678\n\ue000\uD83E\uDD85345678\nc\nd");
      size = new TerminalSize(2, 3);
      screen.show("1234\nb\nc");
    }
    assertEquals(
        ENTER + "12345\033[K\n\ue000\uD83E\uDD85345\033[K\nc\033[K\033[J" + "\033[H123\033[K\nb\033[K\033[J" + LEAVE, printed());
  }

  @Test
  void withoutATerminalTheTextsFollowEachOther() {
    try (TerminalScreen screen = screen(false)) {
      screen.show("a long line\nb");
      screen.show("c");
    }
    assertEquals("a long line\nb\n\nc\n", printed());
  }

  @Test
  void nothingIsPrintedWithoutAText() {
    screen(true).close();
    assertEquals("", printed());
  }
}
