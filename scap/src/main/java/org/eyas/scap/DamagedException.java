package org.eyas.scap;

/** A capture does not hold together at a place; who opened the file adds its name. */
public final class DamagedException extends Exception {
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

  public long offset() {
    return offset;
  }
}
