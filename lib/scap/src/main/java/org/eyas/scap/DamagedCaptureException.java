package org.eyas.scap;

/** Thrown if a capture is damaged. The code that opened the file adds the file name to the message. */
public final class DamagedCaptureException extends Exception {
  private static final long serialVersionUID = 1;
  private final long offset;

  /**
   * @param offset the position in the unpacked stream, in bytes
   * @param reason the damage at this position: "block of 7 bytes"
   */
  DamagedCaptureException(long offset, String reason) {
    super(reason);
    this.offset = offset;
  }

  public long offset() {
    return offset;
  }
}
