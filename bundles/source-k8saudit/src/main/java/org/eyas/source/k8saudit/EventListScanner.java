package org.eyas.source.k8saudit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * Finds the items of an EventList by brackets alone. It serves lists that cannot be indexed as a whole, because one
 * damaged event must not hide the other events. One object is used for all lists.
 *
 * <pre>
 *   {"kind":"EventList","items":[ {"auditID": ... } , { ... } ]}
 *   depth 1                     2 3
 * </pre>
 */
final class EventListScanner {
  private static final byte[] NAME = "\"items\"".getBytes(UTF_8);
  private static final int DEPTH = 2;

  private int[] bounds = new int[64];
  private int size;
  private int depth;
  private boolean inItems;

  /** Forgets the last list. */
  void clear() {
    size = 0;
  }

  /** Finds the items of a document. A document that is not a list has no items. No bytes cause an exception. */
  void find(byte[] bytes, int from, int to) {
    size = 0;
    depth = 0;
    inItems = false;
    for (int at = from; at < to; at++) {
      switch (bytes[at]) {
        case '"' -> at = stringEnd(bytes, at, to);
        case '[' -> {
          inItems |= depth == 1 && isNamedItems(bytes, from, at);
          depth++;
        }
        case '{' -> {
          if (inItems && depth == DEPTH) {
            begin(at, to);
          }
          depth++;
        }
        case ']', '}' -> close(bytes[at], at + 1);
        default -> {}
      }
    }
  }

  private static int stringEnd(byte[] bytes, int from, int to) {
    int at = from + 1;
    while (at < to && bytes[at] != '"') {
      at += bytes[at] == '\\' ? 2 : 1;
    }
    return at;
  }

  private static boolean isNamedItems(byte[] bytes, int from, int bracket) {
    int end = bracket;
    while (end > from && (bytes[end - 1] == ':' || bytes[end - 1] <= ' ' && bytes[end - 1] >= 0)) {
      end--;
    }
    int start = end - NAME.length;
    return start >= from && Arrays.equals(bytes, start, end, NAME, 0, NAME.length);
  }

  // An item without an end reaches to the end of the document.
  private void begin(int at, int to) {
    if (2 * size == bounds.length) {
      bounds = Arrays.copyOf(bounds, 2 * bounds.length);
    }
    bounds[2 * size] = at;
    bounds[2 * size++ + 1] = to;
  }

  private void close(byte bracket, int end) {
    depth--;
    if (inItems && depth == DEPTH && bracket == '}' && size > 0) {
      bounds[2 * size - 1] = end;
    }
    inItems &= depth >= DEPTH;
  }

  int size() {
    return size;
  }

  int start(int item) {
    return bounds[2 * item];
  }

  int end(int item) {
    return bounds[2 * item + 1];
  }
}
