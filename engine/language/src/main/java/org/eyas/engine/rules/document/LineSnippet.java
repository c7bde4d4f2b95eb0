package org.eyas.engine.rules.document;

/** The line around a place with a caret below it, truncated to a readable width. */
public final class LineSnippet {
  private static final int HALF_WIDTH = 80;
  private static final String NOTHING = "<No context available>\n";

  private LineSnippet() {}

  public static String of(String content, int offset) {
    if (content.isEmpty()) {
      return NOTHING;
    }
    int at = lastShown(content, offset);
    int from = lineStart(content, at);
    int to = lineEnd(content, at);
    if (to < from) {
      return NOTHING;
    }
    StringBuilder line = new StringBuilder(content.substring(from, to + 1));
    cut(line, at - from, to - at);
    line.append('\n');
    if (at - from < line.length()) {
      line.append(" ".repeat(Math.max(0, at - from))).append("^\n");
    }
    return line.toString();
  }

  /** The index of the last character to show: an offset at a line end, or at the end of the document, moves back. */
  private static int lastShown(String content, int offset) {
    int at = offset;
    while (at > 0 && (at >= content.length() || content.charAt(at) == '\n')) {
      at--;
    }
    return at;
  }

  private static int lineStart(String content, int at) {
    int from = at;
    while (from > 0 && content.charAt(from) != '\n' && at - from < HALF_WIDTH) {
      from--;
    }
    return content.charAt(from) == '\n' ? from + 1 : from;
  }

  private static int lineEnd(String content, int at) {
    int to = at;
    while (to < content.length() - 1 && content.charAt(to) != '\n' && to - at < HALF_WIDTH) {
      to++;
    }
    return content.charAt(to) == '\n' ? to - 1 : to;
  }

  private static void cut(StringBuilder line, int before, int behind) {
    if (before >= HALF_WIDTH) {
      line.replace(0, 3, "...");
    }
    if (behind >= HALF_WIDTH) {
      line.replace(line.length() - 3, line.length(), "...");
    }
  }
}
