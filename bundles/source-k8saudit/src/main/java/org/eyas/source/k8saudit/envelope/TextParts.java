package org.eyas.source.k8saudit.envelope;

import org.eyas.api.data.ByteView;
import org.eyas.source.k8saudit.input.AuditTime;

/**
 * Divides text that is not one JSON value: values without line breaks between them, as Firehose stores them, lines, and lines
 * that begin with a time, as CloudWatch Logs exports them.
 */
final class TextParts {
  private static final int PREFIX_BYTES = 512;

  /** Receives the bounds of a part. */
  @FunctionalInterface
  interface PartConsumer {
    void accept(int from, int to);
  }

  private TextParts() {}

  /**
   * Passes each object and array on, without the times before them.
   *
   * @return the offset at which this ends: {@code to}, or that of a value without an end, or of something else
   */
  static int divide(byte[] bytes, int from, int to, PartConsumer parts) {
    int at = start(bytes, from, to);
    while (at < to) {
      int end = end(bytes, at, to);
      if (end < 0) {
        return at;
      }
      parts.accept(at, end);
      int next = start(bytes, end, to);
      if (next > to) {
        return end;
      }
      at = next;
    }
    return at > to ? from : to;
  }

  // The start of the next value; the end if only white space is left; more if something else is there.
  private static int start(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && bytes[at] >= 0 && (bytes[at] <= ' ' || bytes[at] == ',')) {
      at++;
    }
    if (at == to || isOpening(bytes[at])) {
      return at;
    }
    int value = at;
    while (value < to && value - at < PREFIX_BYTES && !isOpening(bytes[value])) {
      value++;
    }
    boolean isAfterTime = value < to && isOpening(bytes[value]) && isTime(bytes, at, value);
    return isAfterTime ? value : to + 1;
  }

  private static boolean isOpening(byte c) {
    return c == '{' || c == '[';
  }

  private static boolean isTime(byte[] bytes, int from, int to) {
    int end = from;
    while (end < to && bytes[end] != ' ' && bytes[end] != '\t') {
      end++;
    }
    return AuditTime.nanos(new ByteView().wrap(bytes, from, end - from)) != AuditTime.NONE;
  }

  private static int end(byte[] bytes, int from, int to) {
    int depth = 0;
    for (int at = from; at < to; at++) {
      switch (bytes[at]) {
        case '"' -> {
          for (at++; at < to && bytes[at] != '"'; at++) {
            at += bytes[at] == '\\' ? 1 : 0;
          }
        }
        case '{', '[' -> depth++;
        case '}', ']' -> {
          if (--depth == 0) {
            return at + 1;
          }
        }
        default -> {}
      }
    }
    return -1;
  }
}
