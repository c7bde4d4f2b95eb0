package org.eyas.engine.decode;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.eyas.api.data.ByteView;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.EventType;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.schema.ParamEncoding;

/**
 * The header and the parameters of one event, read in place.
 *
 * <pre>
 *  0        8        16     20    22       26                  26 + w*n
 *  +--------+--------+------+-----+--------+-------------------+------------+---
 *  | ts ns  | tid    | len  |type | n      | lengths, w bytes  | parameter 0| ...
 *  +--------+--------+------+-----+--------+-------------------+------------+---
 *    u64      i64      u32    u16   u32      u16, or u32 for large-payload types
 * </pre>
 *
 * <p>All integers are little-endian. The cursor reads heap memory in place. From direct memory (mapped rings), it
 * copies the bytes of a parameter when they are requested. So {@code Bytes} is always a heap array, and no caller reads
 * from a ring after the event.
 */
public final class EventCursor {
  public static final int HEADER = 26;
  private static final int MOST_CPUS = 1 << 16;

  private final EventSchema schema;
  private final int[] starts = new int[ParamEncoding.MOST + 1];
  private final ByteView[] views = new ByteView[ParamEncoding.MOST];
  private final ByteView tail = new ByteView();
  private byte[] copy = new byte[1024];
  private int copied;

  private ByteBuffer memory = ByteBuffer.allocate(0).order(ByteOrder.LITTLE_ENDIAN);
  private int base;
  private int length;
  private int cpu;
  private int count;
  private EventType type;
  private ParamEncoding forms;

  public EventCursor(EventSchema schema) {
    this.schema = schema;
    type = schema.type(0);
    forms = schema.forms(0);
    for (int i = 0; i < views.length; i++) {
      views[i] = new ByteView();
    }
  }

  /** The code of an event without decoding it. */
  public static int codeAt(ByteBuffer memory, int offset) {
    return memory.getShort(offset + 20) & 0xffff;
  }

  /**
   * Moves to an event.
   *
   * @return false if the event is not valid: its code is unknown, its lengths exceed the event or the memory, or the number
   *     of its processor is impossible
   */
  public boolean wrap(int newCpu, ByteBuffer newMemory, int offset, int newLength) {
    memory = newMemory;
    base = offset;
    length = newLength;
    cpu = newCpu;
    copied = 0;
    count = 0;
    if (newLength < HEADER || newLength > newMemory.limit() - offset || newCpu < 0 || newCpu >= MOST_CPUS) {
      return false;
    }
    int code = codeAt(newMemory, offset);
    if (code >= schema.size()) {
      return false;
    }
    type = schema.type(code);
    forms = schema.forms(code);
    count = newMemory.getInt(offset + 22);
    if (count < 0 || count > ParamEncoding.MOST || !locate()) {
      return false;
    }
    count = Math.min(count, forms.count());
    return true;
  }

  private boolean locate() {
    boolean large = forms.largePayload();
    int lengths = base + HEADER;
    int at = lengths + count * (large ? 4 : 2);
    int end = base + length;
    if (at > end) {
      return false;
    }
    for (int i = 0; i < count; i++) {
      starts[i] = at;
      int size = large ? memory.getInt(lengths + 4 * i) : memory.getShort(lengths + 2 * i) & 0xffff;
      if (size < 0 || size > end - at) {
        return false;
      }
      at += size;
    }
    starts[count] = at;
    return true;
  }

  public EventType type() {
    return type;
  }

  public int cpu() {
    return cpu;
  }

  public long timestampNanos() {
    return memory.getLong(base);
  }

  public long threadId() {
    return memory.getLong(base + 8);
  }

  /** The number of parameters that the event type has in the schema; a newer program may have appended more. */
  public int paramCount() {
    return count;
  }

  /** Encoded size of a parameter in bytes; 0 if it is empty or missing. */
  public int size(int param) {
    return param < count ? starts[param + 1] - starts[param] : 0;
  }

  public boolean has(int param) {
    return size(param) > 0;
  }

  /** A numeric parameter, extended according to the sign of its type; 0 if it is empty. */
  public long number(int param) {
    if (param >= count) {
      return 0;
    }
    int at = starts[param];
    boolean signed = forms.isSigned(param);
    return switch (starts[param + 1] - at) {
      case 1 -> signed ? memory.get(at) : memory.get(at) & 0xff;
      case 2 -> signed ? memory.getShort(at) : memory.getShort(at) & 0xffff;
      case 4 -> signed ? memory.getInt(at) : memory.getInt(at) & 0xffff_ffffL;
      case 8 -> memory.getLong(at);
      default -> 0;
    };
  }

  /** The bytes of a parameter; the final zero of a text is not included. */
  public Bytes bytes(int param) {
    if (param >= count) {
      return Text.ABSENT;
    }
    int size = starts[param + 1] - starts[param];
    if (size > 0 && forms.isText(param) && memory.get(starts[param + 1] - 1) == 0) {
      size--;
    }
    return window(views[param], starts[param], size);
  }

  /** Copies the first {@code size} encoded bytes of a parameter, which must have at least that many. */
  void copyTo(int param, byte[] target, int at, int size) {
    if (size > 0) {
      memory.get(starts[param], target, at, size);
    }
  }

  /** Copies the whole event, including its header, into an array that is long enough. */
  public void copyTo(byte[] target, int at) {
    memory.get(base, target, at, length);
  }

  /** Copies the whole event, including its header, into a buffer. */
  public void copyTo(ByteBuffer target, int at) {
    target.put(at, memory, base, length);
  }

  /** Size of the event in bytes, including its header. */
  public int length() {
    return length;
  }

  /** The whole event, including its header. */
  public Bytes whole() {
    return window(tail, base, length);
  }

  private ByteView window(ByteView view, int at, int size) {
    if (memory.hasArray()) {
      return view.wrap(memory.array(), memory.arrayOffset() + at, size);
    }
    if (copied + size > copy.length) {
      // Views that were returned before keep the old array.
      copy = new byte[Math.max(2 * copy.length, size)];
      copied = 0;
    }
    memory.get(at, copy, copied, size);
    copied += size;
    return view.wrap(copy, copied - size, size);
  }
}
