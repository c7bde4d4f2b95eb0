package org.eyas.api.data;

/** A window on somebody's array that its owner moves from event to event; readers copy what they keep. */
public final class ByteView extends Bytes {
  private static final byte[] NOTHING = {};

  public ByteView() {
    super(NOTHING, 0, 0);
  }

  /** Moves the window; what readers hold of it changes too. */
  public ByteView wrap(byte[] array, int offset, int length) {
    rewrap(array, offset, length);
    return this;
  }
}
