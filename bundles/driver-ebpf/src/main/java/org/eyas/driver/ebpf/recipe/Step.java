package org.eyas.driver.ebpf.recipe;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * One step of a recipe as the probe reads it.
 *
 * <pre>
 *  0      1      2      3       4              6              8
 *  +------+------+------+-------+--------------+--------------+
 *  | kind | arg  | size | flags | first u16    | second u16   |
 *  +------+------+------+-------+--------------+--------------+
 * </pre>
 *
 * @param arg which argument of the call, 6 for its result, 7 for its number
 * @param size bytes of the value, where the kind has several
 * @param flags what the kinds' names cannot say: only on success, with sign, ...
 * @param first another argument, an offset, a constant, or where a table begins
 * @param second another argument, or how many rows the table has
 */
record Step(StepKind kind, int arg, int size, int flags, int first, int second) {
  static final int BYTES = 8;
  static final int RESULT = 6;
  static final int NUMBER = 7;

  List<Integer> widths() {
    return kind.widths(size);
  }

  void write(ByteBuffer to) {
    to.put((byte) kind.code).put((byte) arg).put((byte) size).put((byte) flags);
    to.putShort((short) first).putShort((short) second);
  }
}
