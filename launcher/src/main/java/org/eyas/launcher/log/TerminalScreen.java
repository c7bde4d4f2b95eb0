package org.eyas.launcher.log;

import java.io.PrintStream;
import java.util.function.Supplier;
import org.eyas.api.launch.LauncherProperties;

/**
 * Shows one text after another. On a terminal, each text replaces the previous one, cut to the size of the terminal, on
 * a screen of its own: when this object is closed, the terminal shows its earlier content again. Elsewhere the texts
 * follow each other, with an empty line between them.
 */
public final class TerminalScreen implements AutoCloseable {
  private static final String ENTER = "\033[?1049h\033[?25l"; // another screen, no cursor
  private static final String LEAVE = "\033[?25h\033[?1049l";
  private static final String HOME = "\033[H";
  private static final String ERASE_REST_OF_LINE = "\033[K";
  private static final String ERASE_BELOW = "\033[J";

  private final PrintStream out;
  private final boolean terminal;
  private final Supplier<TerminalSize> size;
  private boolean shown;

  /** @param size gives the size before each text, because people resize windows */
  TerminalScreen(PrintStream out, boolean terminal, Supplier<TerminalSize> size) {
    this.out = out;
    this.terminal = terminal;
    this.size = size;
  }

  public static TerminalScreen on(PrintStream out) {
    return new TerminalScreen(out, Boolean.getBoolean(LauncherProperties.TERMINAL_OUT), TerminalSize::ofOutput);
  }

  public void show(String text) {
    if (terminal) {
      out.print(shown ? HOME : ENTER + HOME);
      replace(text);
    } else {
      out.print((shown ? "\n" : "") + text + "\n");
    }
    shown = true;
  }

  // No newline after the last row: it would scroll.
  private void replace(String text) {
    TerminalSize now = size.get();
    String newline = "";
    for (String line : text.lines().limit(now.rows()).toList()) {
      int end = line.offsetByCodePoints(0, Math.min(now.columns(), line.codePointCount(0, line.length())));
      out.print(newline + line.substring(0, end) + ERASE_REST_OF_LINE);
      newline = "\n";
    }
    out.print(ERASE_BELOW);
  }

  @Override
  public void close() {
    if (terminal && shown) {
      out.print(LEAVE);
      out.flush();
    }
  }
}
