package org.eyas.json;

/**
 * Thrown if bytes are not JSON, or exceed a limit. Has no stack trace, because whoever sends the bytes decides how often it is
 * thrown.
 */
public final class JsonException extends Exception {
  private static final long serialVersionUID = 1;
  private final int offset;

  JsonException(String reason, int offset) {
    super(reason + " at offset " + offset, null, false, false);
    this.offset = offset;
  }

  /** Where the error was noticed: bytes from the beginning of the document. */
  public int offset() {
    return offset;
  }
}
