package org.eyas.source.k8saudit.envelope;

import java.util.Arrays;
import java.util.regex.Pattern;
import org.eyas.api.data.ByteBuilder;

/**
 * The audit events of the envelopes of one document: their bytes one after another, and where each begins and ends. One
 * object is used for all documents. The memory that a large document needed is given back with the next one.
 */
public final class UnwrappedEvents {
  static final int KEPT_BYTES = 1 << 20;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");

  private byte[] bytes = new byte[4_096];
  private int length;
  private int[] bounds = new int[64];
  private int size;

  /** Forgets the events. */
  void clear() {
    length = 0;
    size = 0;
    if (bytes.length > KEPT_BYTES) {
      bytes = new byte[KEPT_BYTES];
      bounds = new int[64];
    }
  }

  static boolean isName(String cluster) {
    return NAME.matcher(cluster).matches();
  }

  /** Adds an event. */
  void add(byte[] from, int start, int end) {
    int begin = length;
    ensureRoom(end - start);
    System.arraycopy(from, start, bytes, length, end - start);
    length += end - start;
    addBounds(begin);
  }

  /** Adds an event. */
  void add(ByteBuilder event) {
    int begin = length;
    ensureRoom(event.length());
    event.view().copyTo(bytes, length);
    length += event.length();
    addBounds(begin);
  }

  /** Writes the name of the cluster into the newest event, as its last member: the last of several counts. */
  void nameCluster(String cluster) {
    String member = ",\"clusterName\":\"" + cluster + "\"}";
    ensureRoom(member.length());
    length--; // instead of the brace
    for (int i = 0; i < member.length(); i++) {
      bytes[length++] = (byte) member.charAt(i); // a name is ASCII
    }
    bounds[2 * size - 1] = length;
  }

  private void addBounds(int begin) {
    if (2 * size == bounds.length) {
      bounds = Arrays.copyOf(bounds, 2 * bounds.length);
    }
    bounds[2 * size] = begin;
    bounds[2 * size++ + 1] = length;
  }

  private void ensureRoom(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
    }
  }

  public byte[] bytes() {
    return bytes;
  }

  public int size() {
    return size;
  }

  /** The offset of the first byte of an event. */
  public int start(int event) {
    return bounds[2 * event];
  }

  /** The offset after the last byte of an event. */
  public int end(int event) {
    return bounds[2 * event + 1];
  }
}
