package org.eyas.driver.ptrace.filter;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.BitSet;

/**
 * A seccomp filter: a program that the kernel runs at every system call, and that either lets the call pass or reports
 * it to the tracer. The program only compares numbers. So the kernel finds out once which calls always pass, and does
 * not run the program for them.
 */
public final class SeccompProgram {
  private static final int LOAD = 0x20;
  private static final int AND = 0x54;
  private static final int JUMP = 0x05;
  private static final int IF_EQUAL = 0x15;
  private static final int IF_GREATER = 0x25;
  private static final int IF_AT_LEAST = 0x35;
  private static final int RETURN = 0x06;
  private static final int TRACE = 0x7ff00000;
  private static final int ALLOW = 0x7fff0000;

  private static final int NUMBER = 0; // places in struct seccomp_data
  private static final int ARCHITECTURE = 4;
  private static final int AUDIT_ARCH_X86_64 = 0xc000003e;
  private static final int WITHOUT_X32 = 0xbfffffff; // the bit by which the x32 table differs

  private static final int LIMIT = 4_096; // instructions, by the kernel
  private static final int INSTRUCTION = 8;

  private final ByteBuffer program = ByteBuffer.allocate(LIMIT * INSTRUCTION).order(ByteOrder.LITTLE_ENDIAN);

  private SeccompProgram() {}

  /**
   * A program for x86_64.
   *
   * @param traced the numbers of the native calls to report
   * @param traced32 the numbers of the calls to report that 32-bit programs make
   */
  public static byte[] of(BitSet traced, BitSet traced32) {
    SeccompProgram filter = new SeccompProgram();
    filter.add(LOAD, 0, 0, ARCHITECTURE);
    filter.add(IF_EQUAL, 1, 0, AUDIT_ARCH_X86_64);
    filter.add(JUMP, 0, 0, 4 * ranges(traced) + 3);
    filter.add(LOAD, 0, 0, NUMBER);
    filter.add(AND, 0, 0, WITHOUT_X32);
    filter.reports(traced);
    filter.add(LOAD, 0, 0, NUMBER);
    filter.reports(traced32);
    return filter.bytes();
  }

  private static int ranges(BitSet numbers) {
    int count = 0;
    for (int from = numbers.nextSetBit(0); from >= 0; from = numbers.nextSetBit(numbers.nextClearBit(from))) {
      count++;
    }
    return count;
  }

  // In ascending order: a number below a range is in none.
  private void reports(BitSet numbers) {
    for (int from = numbers.nextSetBit(0); from >= 0; from = numbers.nextSetBit(numbers.nextClearBit(from))) {
      add(IF_AT_LEAST, 1, 0, from);
      add(RETURN, 0, 0, ALLOW);
      add(IF_GREATER, 1, 0, numbers.nextClearBit(from) - 1);
      add(RETURN, 0, 0, TRACE);
    }
    add(RETURN, 0, 0, ALLOW);
  }

  private void add(int code, int ifTrue, int ifFalse, int value) {
    program.putShort((short) code).put((byte) ifTrue).put((byte) ifFalse).putInt(value);
  }

  private byte[] bytes() {
    byte[] bytes = new byte[program.position()];
    program.get(0, bytes);
    return bytes;
  }
}
