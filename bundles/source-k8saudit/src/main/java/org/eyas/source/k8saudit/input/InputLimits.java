package org.eyas.source.k8saudit.input;

/**
 * How an input is read.
 *
 * @param maxDocumentBytes a longer document is refused, and the input continues after it
 * @param fromBeginning whether a followed file is read from its beginning; if not, from its end
 */
public record InputLimits(int maxDocumentBytes, boolean fromBeginning) {}
