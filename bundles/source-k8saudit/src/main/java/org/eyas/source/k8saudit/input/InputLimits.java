package org.eyas.source.k8saudit.input;

/**
 * The limits and options of reading an input.
 *
 * @param maxDocumentBytes a longer document is refused, and the input continues after it
 * @param fromBeginning whether reading of a new followed file begins at its beginning; if not, at its end
 * @param positionFile the file that keeps the position in a followed file across restarts; empty for none
 */
public record InputLimits(int maxDocumentBytes, boolean fromBeginning, String positionFile) {
  /** Limits without a file for positions. */
  public InputLimits(int maxDocumentBytes, boolean fromBeginning) {
    this(maxDocumentBytes, fromBeginning, "");
  }
}
