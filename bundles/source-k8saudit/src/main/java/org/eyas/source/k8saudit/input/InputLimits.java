package org.eyas.source.k8saudit.input;

/**
 * How an input is read.
 *
 * @param maxDocumentBytes a longer document is refused, and the input continues after it
 * @param fromBeginning whether a followed file that was not read before is read from its beginning; if not, from its end
 * @param positionFile keeps how far a followed file was read, over restarts; empty for nothing
 */
public record InputLimits(int maxDocumentBytes, boolean fromBeginning, String positionFile) {
  /** Without a file for positions. */
  public InputLimits(int maxDocumentBytes, boolean fromBeginning) {
    this(maxDocumentBytes, fromBeginning, "");
  }
}
