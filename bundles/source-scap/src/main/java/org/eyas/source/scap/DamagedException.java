package org.eyas.source.scap;

/** A capture file does not hold together at a place; {@link ScapCapture} adds the file's name. */
final class DamagedException extends Exception {
  private static final long serialVersionUID = 1;
  private final long offset;

  /**
   * @param offset bytes from the start of the unpacked stream
   * @param reason what is wrong there: "block of 7 bytes"
   */
  DamagedException(long offset, String reason) {
    super(reason);
    this.offset = offset;
  }

  long offset() {
    return offset;
  }
}
