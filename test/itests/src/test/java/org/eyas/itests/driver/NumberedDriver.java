package org.eyas.itests.driver;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eyas.api.data.Text;
import org.eyas.api.process.Credentials;
import org.eyas.api.process.ExeFile;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.CaptureStats;
import org.eyas.api.source.EventSink;
import org.eyas.api.source.EventSource;
import org.eyas.api.source.HostInfo;
import org.eyas.api.source.ProcessSnapshot;
import org.eyas.api.source.SourceInfo;
import org.eyas.api.source.StateSink;

/**
 * A driver of an imaginary machine, the same for all captures: every 20 microseconds its only process opens a file; each
 * hundredth has a name with its number. Only the bundle's first capture introduces the process. Tests put it into a bundle.
 */
public final class NumberedDriver implements EventSource {
  private static final long GAP_NANOS = 20_000;
  private static final int NAMED = 100;
  private static final long TID = 5_000_000; // no thread of a Linux machine has it
  private static final int OPENAT_EXIT = 307;
  private static final int DIGITS = 12;

  private volatile String kind = "";

  /** Called by the component runtime. */
  public void activate(Map<String, Object> properties) {
    kind = String.valueOf(properties.get(EventSource.KIND));
  }

  @Override
  public SourceInfo info() {
    return new SourceInfo(kind, "syscall", true, "a numbered call every 20 us");
  }

  @Override
  public Capture open(CaptureRequest wanted) {
    long now = System.currentTimeMillis() * 1_000_000 - System.nanoTime();
    return new Numbered(wanted.bootNanos() == 0 ? now : wanted.bootNanos());
  }

  private static final class Numbered implements Capture {
    private final long bootNanos;
    private final ByteBuffer plain = openat("/x/");
    private final ByteBuffer named = openat("/n/");
    private long number = System.nanoTime() / GAP_NANOS;
    private volatile long reported;

    Numbered(long bootNanos) {
      this.bootNanos = bootNanos;
    }

    @Override
    public int poll(EventSink sink, int limit) {
      long last = System.nanoTime() / GAP_NANOS;
      int count = 0;
      while (count < limit && number < last) {
        number++;
        ByteBuffer event = number % NAMED == 0 ? named(number / NAMED) : plain;
        event.putLong(0, bootNanos + number * GAP_NANOS);
        sink.onEvent(0, event, 0, event.limit());
        count++;
      }
      reported += count;
      if (count == 0) {
        pause();
      }
      return count;
    }

    private static void pause() {
      try {
        TimeUnit.MILLISECONDS.sleep(1);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private ByteBuffer named(long value) {
      int at = 26 + 14 + 16 + 3;
      long left = value;
      for (int i = DIGITS - 1; i >= 0; i--) {
        named.put(at + i, (byte) ('0' + left % 10));
        left /= 10;
      }
      return named;
    }

    private static ByteBuffer openat(String folder) {
      byte[] name = (folder + "0".repeat(DIGITS) + "\0").getBytes(StandardCharsets.US_ASCII);
      int[] sizes = {8, 8, name.length, 4, 4, 4, 8};
      int size = 26 + 2 * sizes.length + 36 + name.length;
      ByteBuffer event = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
      event.putLong(0).putLong(TID).putInt(size).putShort((short) OPENAT_EXIT).putInt(sizes.length);
      for (int length : sizes) {
        event.putShort((short) length);
      }
      return event.putLong(-2).putLong(-100).put(name).putInt(1).putInt(0).putInt(0).putLong(7).flip();
    }

    @Override
    public void snapshot(StateSink into) {
      into.onHost(new HostInfo("numbered", 1, bootNanos, List.of()));
      into.onProcess(
          new ProcessSnapshot(
              new ProcessSnapshot.Ids(TID, TID, 1, TID, TID, TID, TID, TID),
              new ProcessSnapshot.Program(
                  Text.of("numbered"), Text.of("numbered"), Text.of("/bin/numbered"), Text.EMPTY, Text.EMPTY, Text.of("/"),
                  Text.of("/"), Text.EMPTY, 0),
              new Credentials(0, 0, 0, 0, 0, 0),
              new ProcessSnapshot.Usage(1024, 1, 1, 0, 0, 0, 0, bootNanos, 0),
              new ExeFile(1, 0, 0, false, false, false, false)));
    }

    @Override
    public CaptureStats stats() {
      return new CaptureStats(reported, 0);
    }

    @Override
    public void close() {}
  }
}
