package org.eyas.json;

import org.eyas.api.data.ByteBuilder;

/**
 * Writes a checked value again in one form, compact or indented, whatever form it has in the document. An escape is decoded, and
 * written again only where JSON requires one.
 */
final class JsonWriter {
  private static final String STEP = "  ";

  /**
   * The bytes that an indented text may take besides four times the size of the value. Blanks for deep levels could take 500
   * times its size.
   */
  private static final int INDENTED_BYTES = 64 << 10;

  private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};

  private final ByteBuilder out;
  private boolean indents;
  private long mostIndented;
  private boolean opened;
  private int level;

  JsonWriter(ByteBuilder out) {
    this.out = out;
  }

  void compact(byte[] in, int from, int to) {
    indents = false;
    write(in, from, to);
  }

  void indented(byte[] in, int from, int to) {
    indents = true;
    mostIndented = INDENTED_BYTES + 4L * (to - from);
    write(in, from, to);
  }

  private void write(byte[] in, int from, int to) {
    out.clear();
    level = 0;
    opened = false;
    for (int at = from; at < to;) {
      byte c = in[at];
      if (c == '"') {
        begin();
        at = string(in, at);
      } else {
        structure(c);
        at++;
      }
    }
  }

  private void structure(byte c) {
    switch (c) {
      case ' ', '\n', '\r', '\t' -> {}
      case '{', '[' -> {
        begin();
        out.append(c);
        opened = true;
      }
      case '}', ']' -> end(c);
      case ',' -> {
        out.append(c);
        line();
      }
      case ':' -> out.append(indents ? ": " : ":");
      default -> {
        begin();
        out.append(c);
      }
    }
  }

  // An empty object or array stays on its line.
  private void end(byte c) {
    if (!opened) {
      level--;
      line();
    }
    opened = false;
    out.append(c);
  }

  private void begin() {
    if (opened) {
      opened = false;
      level++;
      line();
    }
  }

  private void line() {
    indents &= out.length() < mostIndented;
    if (indents) {
      out.append('\n');
      for (int i = 0; i < level; i++) {
        out.append(STEP);
      }
    }
  }

  private int string(byte[] in, int from) {
    int at = from;
    do {
      if (in[at] == '\\') {
        character(JsonEscapes.escaped(in, at));
        at += JsonEscapes.escapeLength(in, at);
      } else {
        out.append(in[at++]);
      }
    } while (in[at] != '"');
    out.append('"');
    return at + 1;
  }

  private void character(int c) {
    switch (c) {
      case '"', '\\' -> out.append('\\').append(c);
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (c < 0x20) {
          out.append("\\u00").append(HEX[c >> 4]).append(HEX[c & 15]);
        } else {
          JsonEscapes.append(out, c);
        }
      }
    }
  }
}
