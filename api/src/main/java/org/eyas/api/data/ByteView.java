package org.eyas.api.data;

/**
 * A view of part of an array that another object owns. The owner points it at other bytes for each event, so a reader
 * that wants to keep the value has to copy it with {@link #toText}.
 */
public final class ByteView extends Bytes {
  private static final byte[] NOTHING = {};

  public ByteView() {
    super(NOTHING, 0, 0);
  }

  /** Points the view at another part of an array. All holders of this view see the new bytes. */
  public ByteView wrap(byte[] array, int offset, int length) {
    rewrap(array, offset, length);
    return this;
  }
}
