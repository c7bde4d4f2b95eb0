package org.eyas.driver.ebpf.recipe;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * One step of a recipe, in the encoding that the probe reads.
 *
 * <pre>
 *  0      1      2      3       4              6              8
 *  +------+------+------+-------+--------------+--------------+
 *  | kind | arg  | size | flags | first u16    | second u16   |
 *  +------+------+------+-------+--------------+--------------+
 * </pre>
 *
 * @param arg the index of the call's argument; 6 for its result, 7 for its number
 * @param size the size of the value in bytes, for kinds with several sizes
 * @param flags options of the step: only on success, with sign, ...
 * @param first another argument, an offset, a constant, or the first row of a table
 * @param second another argument, or the number of rows of the table
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
