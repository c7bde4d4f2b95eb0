package org.eyas.driver.ptrace.event;

import java.nio.ByteBuffer;
import org.eyas.driver.ptrace.call.TracedSystemCall;
import org.eyas.driver.ptrace.call.TraceeMemory;
import org.eyas.recipe.RecipeStep;
import org.eyas.recipe.RecipeStepFlag;

/**
 * The event that is being written, and its call. The tracer's thread reuses one object for all events. The parameters
 * go into the buffer of the tracer at once, after the place of the header and of the lengths.
 */
final class EventDraft {
  static final int HEADER = 26;

  private static final int MOST_BYTES = 0xffff; // lengths have 16 bits
  private static final int TEXT_MAX = 4096;
  private static final int LENGTH = 16;
  private static final int TYPE = 20;
  private static final int COUNT = 22;
  private static final int EINPROGRESS = 115;

  private final long[] arguments = new long[RecipeStep.NUMBER + 1];
  private final CallerMemory memory = new CallerMemory();
  private ByteBuffer to = ByteBuffer.allocate(0);
  private int start;
  private int position;
  private int parameters;
  private boolean isTooLarge;
  private int pid;
  private int tid;
  private boolean isNarrow;
  private int path;
  private int pathLength;

  /** Takes the arguments and the result of a call, and the memory of its caller. */
  void setSource(TracedSystemCall call, TraceeMemory itsMemory) {
    for (int i = 0; i < RecipeStep.RESULT; i++) {
      arguments[i] = call.argument(i);
    }
    arguments[RecipeStep.RESULT] = call.result();
    arguments[RecipeStep.NUMBER] = call.number();
    isNarrow = call.isNarrow();
    setSource(call.pid(), call.tid(), itsMemory);
  }

  /** Takes the thread of an event that is not about a call; its arguments follow. */
  void setSource(int ofPid, int ofTid, TraceeMemory itsMemory) {
    pid = ofPid;
    tid = ofTid;
    memory.setMemory(itsMemory);
  }

  /** Begins an event at a place of the buffer. */
  void begin(ByteBuffer into, int at, CompiledRecipe recipe) {
    to = into;
    start = at;
    position = at + HEADER + 2 * recipe.parameters();
    parameters = 0;
    isTooLarge = false;
    path = 0;
    pathLength = 0;
  }

  /** Writes the header. Returns the length of the event; 0 if it is too large. */
  int finish(CompiledRecipe recipe, long nanos) {
    int length = position - start;
    if (isTooLarge) {
      return 0;
    }
    to.putLong(start, nanos).putLong(start + 8, tid).putInt(start + LENGTH, length);
    to.putShort(start + TYPE, (short) recipe.event()).putInt(start + COUNT, parameters);
    return length;
  }

  int pid() {
    return pid;
  }

  int tid() {
    return tid;
  }

  boolean isNarrow() {
    return isNarrow;
  }

  CallerMemory memory() {
    return memory;
  }

  /** An argument of the call, {@link RecipeStep#RESULT} or {@link RecipeStep#NUMBER}. */
  long argument(int index) {
    return arguments[index];
  }

  /** Replaces an argument for the steps that follow. */
  void argument(int index, long value) {
    arguments[index] = value;
  }

  long result() {
    return arguments[RecipeStep.RESULT];
  }

  /** Whether the call failed, as far as the step is concerned. */
  boolean failed(RecipeStep step) {
    long result = result();
    if (step.has(RecipeStepFlag.PROGRESS) && result == -EINPROGRESS) {
      return false;
    }
    return (step.has(RecipeStepFlag.OK) && result < 0) || (step.has(RecipeStepFlag.ZERO) && result != 0);
  }

  /** The place in the buffer where the last text begins. */
  int path() {
    return path;
  }

  /** The length of the last text with its zero; 0 if there is none. */
  int pathLength() {
    return pathLength;
  }

  /** The place in the buffer where the event ends so far. */
  int end() {
    return position;
  }

  ByteBuffer buffer() {
    return to;
  }

  // Makes room for a parameter and returns its place.
  private int next(int length) {
    int at = position;
    if (at + length - start > MOST_BYTES) {
      isTooLarge = true;
      return start + HEADER; // this event is never read
    }
    to.putShort(start + HEADER + 2 * parameters, (short) length);
    parameters++;
    position = at + length;
    return at;
  }

  void putByte(long value) {
    to.put(next(1), (byte) value);
  }

  void putShort(long value) {
    to.putShort(next(2), (short) value);
  }

  void putInt(long value) {
    to.putInt(next(4), (int) value);
  }

  void putLong(long value) {
    to.putLong(next(8), value);
  }

  /** Writes a number of 1, 2, 4 or 8 bytes. */
  void putNumber(long value, int size) {
    switch (size) {
      case 1 -> putByte(value);
      case 2 -> putShort(value);
      case 4 -> putInt(value);
      default -> putLong(value);
    }
  }

  void putEmpty() {
    next(0);
  }

  void putBytes(byte[] from, int offset, int length) {
    to.put(next(length), from, offset, length);
  }

  /** Writes a byte and 8 bytes as one parameter: a value of one of several types. */
  void putTyped(int type, long value) {
    int at = next(9);
    to.put(at, (byte) type).putLong(at + 1, value);
  }

  /** Writes a byte and some bytes as one parameter. */
  void putTyped(int type, byte[] from, int offset, int length) {
    int at = next(1 + length);
    to.put(at, (byte) type).put(at + 1, from, offset, length);
  }

  /** Writes a text of the caller's memory with its zero; empty if it is not readable. Returns its length. */
  int putText(long address) {
    int length = memory.readText(address, TEXT_MAX);
    path = position;
    pathLength = length;
    putBytes(memory.bytes(), 0, length);
    return length;
  }

  /**
   * Writes texts that are adjacent in the caller's memory, the first text as a separate parameter. The last text is cut
   * if the texts are too long. Writes nothing and returns false if the texts are not readable or there is no first
   * text.
   */
  boolean putFirstAndOthers(long from, long to, int most) {
    int length = (int) Math.min(most, Math.max(0, to - from));
    int first = length > 0 && memory.read(from, length) ? memory.zero(0, length) + 1 : 0;
    if (first > 0) {
      memory.bytes()[length - 1] = 0;
      putBytes(memory.bytes(), 0, first);
      putBytes(memory.bytes(), first, length - first);
    }
    return first > 0;
  }

  /** Writes bytes of the caller's memory; empty if not all of them are readable. */
  void putCallerBytes(long address, long length) {
    int size = (int) (Long.compareUnsigned(length, CallerMemory.MOST) > 0 ? CallerMemory.MOST : length);
    putBytes(memory.bytes(), 0, memory.read(address, size) ? size : 0);
  }

  /** Writes texts that are adjacent in the caller's memory. The last text is cut if the texts are too long. */
  void putTexts(long from, long to, int most) {
    int length = (int) Math.min(most, Math.max(0, to - from));
    if (length <= 0 || !memory.read(from, length)) {
      putEmpty();
      return;
    }
    memory.bytes()[length - 1] = 0;
    putBytes(memory.bytes(), 0, length);
  }
}
