package org.eyas.engine.rules.document;

import java.io.Reader;
import org.eyas.engine.check.InterruptCheck;

/**
 * Passes a document to the YAML parser. The time of the parser grows with the square of the length of a word or of a
 * line in a block, so a line that is longer than the longest condition is rejected. Reading ends if the thread is
 * interrupted.
 */
public final class DocumentReader extends Reader {
  private final String text;
  private final RuleLimits limits;
  private final DocumentPlace document;
  private int at;
  private int lineStart;
  private int line;

  public DocumentReader(String text, RuleLimits limits, DocumentPlace document) {
    this.text = text;
    this.limits = limits;
    this.document = document;
  }

  @Override
  public int read(char[] into, int offset, int length) {
    InterruptCheck.throwIfInterrupted();
    int end = Math.min(text.length(), at + length);
    if (end == at) {
      return -1;
    }
    text.getChars(at, end, into, offset);
    for (int i = text.indexOf('\n', at, end); i >= 0; i = text.indexOf('\n', i + 1, end)) {
      lineStart = i + 1;
      line++;
    }
    limits.checkLine(end - lineStart, () -> document.inLine(line, lineStart));
    int read = end - at;
    at = end;
    return read;
  }

  @Override
  public void close() {
    // There is nothing to close.
  }
}
