package org.eyas.json;

/**
 * Thrown if bytes are not JSON, or exceed a limit. Whoever sends the bytes decides how often that happens, so an index throws
 * the same object each time: it has no stack trace, and describes the last document.
 */
public final class JsonException extends Exception {
  private static final long serialVersionUID = 1;
  private String reason = "";
  private int offset;

  JsonException() {
    super(null, null, false, false);
  }

  JsonException describe(String why, int where) {
    reason = why;
    offset = where;
    return this;
  }

  /** What is wrong and where: {@code a comma is missing at offset 17}. */
  @Override
  public String getMessage() {
    return reason + " at offset " + offset;
  }

  /** Where the error was noticed: bytes from the beginning of the document. */
  public int offset() {
    return offset;
  }
}
