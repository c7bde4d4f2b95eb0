package org.eyas.driver.kmod;

import com.sun.jna.LastErrorException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.eyas.linux.libc.MemoryMapping;
import org.jspecify.annotations.Nullable;

/**
 * One device of a module that does not exist. Its memory are two files, which this class fills as the module does; the driver maps
 * them as it maps a device.
 */
final class FakeDevice implements RingDevice {
  static final int SIZE = 1 << 20; // buf_size_preset 1
  private static final int PAGE = 4096;
  private static final int HEAD = 0;
  private static final int TAIL = 4;
  private static final int EVENTS = 8;
  private static final int NO_ROOM = 16;

  private final Path file;
  private final long api;
  private final long schema;
  private final ByteBuffer info;
  private final ByteBuffer data;
  final List<String> requests = new ArrayList<>();
  boolean isClosed;
  @Nullable LastErrorException refusal;

  /** @param file where the files are made */
  FakeDevice(Path file, long api, long schema) {
    this.file = file;
    this.api = api;
    this.schema = schema;
    info = memory("-info", PAGE);
    data = memory("-data", 2 * SIZE);
  }

  private ByteBuffer memory(String suffix, int bytes) {
    try (FileChannel channel =
        FileChannel.open(
            Path.of(file + suffix), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      return channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes).order(ByteOrder.LITTLE_ENDIAN);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static long packed(int major, int minor, int patch) {
    return (long) major << 44 | (long) minor << 24 | patch;
  }

  /** Records an event as the module does: without room it is counted. */
  void write(ByteBuffer event) {
    count(EVENTS);
    int head = info.getInt(HEAD);
    int tail = tail();
    int free = tail > head ? tail - head - 1 : SIZE + tail - head - 1;
    if (event.limit() > free) {
      count(NO_ROOM);
      return;
    }
    for (int i = 0; i < event.limit(); i++) {
      int at = (head + i) % SIZE;
      data.put(at, event.get(i)).put(SIZE + at, event.get(i));
    }
    info.putInt(HEAD, (head + event.limit()) % SIZE);
  }

  /** Adds 1 to a counter of the info page. */
  void count(int offset) {
    info.putLong(offset, info.getLong(offset) + 1);
  }

  int tail() {
    return info.getInt(TAIL);
  }

  @Override
  public void set(ModuleRequest request, long argument) {
    if (refusal != null) {
      throw refusal;
    }
    requests.add(request + " " + argument);
  }

  @Override
  public long version(ModuleRequest request) {
    return request == ModuleRequest.API_VERSION ? api : schema;
  }

  @Override
  public MemoryMapping info() {
    return mapped("-info", RingDevice::info);
  }

  @Override
  public MemoryMapping data(int bytes) {
    if (bytes != SIZE) {
      throw new LastErrorException(5); // as the module
    }
    return mapped("-data", real -> real.data(bytes));
  }

  private MemoryMapping mapped(String suffix, Function<RingDevice, MemoryMapping> part) {
    try (RingDevice real = RingDeviceFile.open(Path.of(file + suffix))) {
      return part.apply(real);
    }
  }

  @Override
  public void close() {
    isClosed = true;
  }
}
