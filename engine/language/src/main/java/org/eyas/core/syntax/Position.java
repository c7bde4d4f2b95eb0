package org.eyas.core.syntax;

/**
 * A place in the text of one expression.
 *
 * @param offset characters from 0
 * @param line lines from 1
 * @param column characters in the line from 1
 */
public record Position(int offset, int line, int column) {
  public static final Position START = new Position(0, 1, 1);
}
