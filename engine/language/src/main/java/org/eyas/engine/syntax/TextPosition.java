package org.eyas.engine.syntax;

/**
 * A place in the text of one expression.
 *
 * @param offset characters, counted from 0
 * @param line lines, counted from 1
 * @param column characters in the line, counted from 1
 */
public record TextPosition(int offset, int line, int column) {
  public static final TextPosition START = new TextPosition(0, 1, 1);
}
