package org.eyas.engine.explain;

/**
 * Colours text for a terminal.
 *
 * @param colours whether to use colours; if not, every text is unchanged
 */
public record TerminalColours(boolean colours) {
  public static final TerminalColours NONE = new TerminalColours(false);

  public String good(String text) {
    return with("32", text);
  }

  public String bad(String text) {
    return with("31", text);
  }

  public String strong(String text) {
    return with("1", text);
  }

  public String faint(String text) {
    return with("2", text);
  }

  private String with(String code, String text) {
    return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
