package org.eyas.driver.ptrace.event;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eyas.driver.ptrace.call.EventWriter;
import org.eyas.driver.ptrace.call.TracedSystemCall;
import org.eyas.driver.ptrace.call.TraceeMemory;
import org.eyas.recipe.RecipeTable;
import org.eyas.recipe.SyscallNumbers;
import org.eyas.testkit.EventRecorder;
import org.eyas.testkit.RecordedEvent;

/** A call of this process with memory of its own, and the events that the encoder writes for it. */
public final class FakeCaller implements TracedSystemCall, TraceeMemory {
  public static final SyscallNumbers NUMBERS = SyscallNumbers.of(System.getProperty("os.arch"));
  public static final int SELF = (int) ProcessHandle.current().pid();
  static final long UNREADABLE = 0x10;

  private static final long FIRST = 0x10000;
  private static final long NANOS = 1_700_000_000_000_000_000L;

  private final byte[] memory = new byte[1 << 20];
  private final ByteBuffer to = ByteBuffer.allocateDirect(EventWriter.MOST_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private final EventEncoder encoder;
  private final long[] arguments = new long[6];
  private int used;
  private int tid = SELF;
  private int number;
  private long result;
  private boolean isNarrow;

  public FakeCaller() {
    this(80, false);
  }

  FakeCaller(int snaplen, boolean dropFailed) {
    encoder = new EventEncoder(NUMBERS, new RecipeTable(NUMBERS), snaplen, dropFailed);
  }

  EventEncoder encoder() {
    return encoder;
  }

  /** Puts bytes into the memory. Returns their address. */
  long put(byte[] bytes) {
    long address = FIRST + used;
    System.arraycopy(bytes, 0, memory, used, bytes.length);
    used += bytes.length + 7 & ~7;
    return address;
  }

  long text(String text) {
    return put((text + "\0").getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Puts numbers of the given width into the memory. */
  long numbers(int width, long... numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(width * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < numbers.length; i++) {
      if (width == 4) {
        bytes.putInt(4 * i, (int) numbers[i]);
      } else {
        bytes.putLong(8 * i, numbers[i]);
      }
    }
    return put(bytes.array());
  }

  /** Replaces bytes of the memory. */
  void replace(long address, byte[] bytes) {
    System.arraycopy(bytes, 0, memory, (int) (address - FIRST), bytes.length);
  }

  /** The last byte of the readable memory gets this address. */
  long end() {
    return FIRST + memory.length - 1;
  }

  FakeCaller narrow() {
    isNarrow = true;
    return this;
  }

  FakeCaller thread(int id) {
    tid = id;
    return this;
  }

  /** Sets the call: its name, its result and its arguments. */
  public FakeCaller call(String name, long returned, long... values) {
    number = NUMBERS.all().get(name);
    result = returned;
    Arrays.fill(arguments, 0);
    System.arraycopy(values, 0, arguments, 0, values.length);
    return this;
  }

  /** The result that the encoder expects when the call begins. */
  long foretell() {
    return encoder.foretell(this);
  }

  /** The number of bytes of events that the encoder writes for the call. */
  int write() {
    return encoder.returned(this, NANOS, to);
  }

  /** The events of the call. */
  List<RecordedEvent> events() {
    return read(write());
  }

  /** The parameters of the only event of the call. */
  public List<String> params() {
    List<RecordedEvent> events = events();
    if (events.size() != 1) {
      throw new AssertionError("not one event: " + events);
    }
    return events.getFirst().params();
  }

  /** The number of bytes of the event that this process executes its program. */
  int writeExecuted() {
    return encoder.executed(this, NANOS, to);
  }

  List<String> executed() {
    return read(writeExecuted()).getFirst().params();
  }

  /** The number of bytes of the event that this process ends. */
  int writeEnded() {
    return encoder.ended(SELF, 0, true, NANOS, to);
  }

  List<String> ended(int thread, int status, boolean isThere) {
    return read(encoder.ended(thread, status, isThere, NANOS, to)).getFirst().params();
  }

  List<String> signalled(int thread, int sender, int signal) {
    return read(encoder.signalled(thread, sender, signal, NANOS, to)).getFirst().params();
  }

  private List<RecordedEvent> read(int length) {
    EventRecorder recorded = new EventRecorder();
    for (int at = 0; at < length; at += to.getInt(at + 16)) {
      recorded.onEvent(0, to, at, to.getInt(at + 16));
    }
    List<RecordedEvent> events = new ArrayList<>(recorded.events);
    if (events.stream().anyMatch(event -> event.nanos() != NANOS)) {
      throw new AssertionError("an event has another time: " + events);
    }
    return events;
  }

  @Override
  public int read(long address, byte[] into, int offset, int length) {
    long from = address - FIRST;
    if (from < 0 || from >= memory.length) {
      return 0;
    }
    int count = (int) Math.min(length, memory.length - from);
    System.arraycopy(memory, (int) from, into, offset, count);
    return count;
  }

  @Override
  public int tid() {
    return tid;
  }

  @Override
  public int pid() {
    return SELF;
  }

  @Override
  public int number() {
    return number;
  }

  @Override
  public boolean isNarrow() {
    return isNarrow;
  }

  @Override
  public long argument(int index) {
    return arguments[index];
  }

  @Override
  public long result() {
    return result;
  }

  @Override
  public TraceeMemory memory() {
    return this;
  }
}
