package org.eyas.json;

/**
 * Thrown if bytes are not JSON, or exceed a limit. The sender of the bytes decides how often that happens. So an index
 * throws the same object each time: it has no stack trace, and describes the last document.
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

  /** The error and its place: {@code a comma is missing at offset 17}. */
  @Override
  public String getMessage() {
    return reason + " at offset " + offset;
  }

  /** The offset at which the error was noticed, in bytes from the beginning of the document. */
  public int offset() {
    return offset;
  }
}
