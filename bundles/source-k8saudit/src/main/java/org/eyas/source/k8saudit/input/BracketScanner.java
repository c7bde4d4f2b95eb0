package org.eyas.source.k8saudit.input;

/** Follows the brackets of a document of several lines, to find its end without parsing it. */
final class BracketScanner {
  private int depth;
  private boolean inString;
  private boolean isArray;
  private byte last;

  /** Begins with another document. */
  void clear() {
    depth = 0;
    inString = false;
    isArray = false;
    last = 0;
  }

  /** Continues with one line, without its line break. */
  void scanLine(byte[] bytes, int from, int to) {
    for (int at = from; at < to; at++) {
      byte c = bytes[at];
      last = c >= 0 && c <= ' ' ? last : c;
      if (inString) {
        at += c == '\\' ? 1 : 0;
        inString = c != '"';
      } else if (c == '"') {
        inString = true;
      } else if (c == '{' || c == '[') {
        isArray |= depth == 0 && c == '[';
        depth++;
      } else if (c == '}' || c == ']') {
        depth--;
      }
    }
  }

  /**
   * Whether the document ends with the last line. That is so if all brackets are closed, or if a string contains the
   * line break, which JSON forbids.
   */
  boolean isOver() {
    return depth <= 0 || inString;
  }

  /** Whether an object without a name can begin here. It can only be an element of the outermost array. */
  boolean takesObject() {
    return isArray && depth == 1 && (last == ',' || last == '[');
  }
}
