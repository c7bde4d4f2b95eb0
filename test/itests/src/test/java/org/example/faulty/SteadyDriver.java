package org.example.faulty;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
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
import org.eyas.api.source.ProcessSnapshot;
import org.eyas.api.source.SourceInfo;
import org.eyas.api.source.StateSink;

/** A driver without faults: a hundred processes, one of which opens /f/1, /f/2 and so on, a few hundred times per second. */
public final class SteadyDriver implements EventSource {
  private static final int PROCESSES = 100;
  private static final int OPENAT_EXIT = 307;
  private static final Text NONE = Text.of("");

  public SteadyDriver(Map<String, Object> properties) {}

  @Override
  public SourceInfo info() {
    return new SourceInfo("modern_ebpf", "syscall", true, "steady");
  }

  @Override
  public Capture open(CaptureRequest wanted) {
    return new Steady();
  }

  private static final class Steady implements Capture {
    private long events;

    @Override
    public int poll(EventSink sink, int limit) {
      try {
        TimeUnit.MILLISECONDS.sleep(3);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      events++;
      ByteBuffer event = openat(events);
      sink.onEvent(0, event, 0, event.limit());
      return 1;
    }

    @Override
    public void snapshot(StateSink into) {
      for (int pid = 1; pid <= PROCESSES; pid++) {
        into.onProcess(process(pid));
      }
    }

    @Override
    public CaptureStats stats() {
      return new CaptureStats(events, 0);
    }

    @Override
    public void close() {}
  }

  private static ProcessSnapshot process(int pid) {
    Text name = Text.of("p" + pid);
    return new ProcessSnapshot(
        new ProcessSnapshot.Ids(pid, pid, 0, pid, pid, pid, pid, pid),
        new ProcessSnapshot.Program(name, name, name, NONE, NONE, Text.of("/"), Text.of("/"), NONE, 0),
        new Credentials(0, 0, 0, 0, 0, 0),
        new ProcessSnapshot.Usage(1_024, 1, 1, 0, 0, 0, 0, 0, 0),
        new ExeFile(1, 1, 1, false, false, false, false));
  }

  private static ByteBuffer openat(long number) {
    byte[] name = ("/f/" + number + "\0").getBytes(StandardCharsets.UTF_8);
    int[] sizes = {8, 8, name.length, 4, 4, 4, 8};
    int size = 26 + 2 * sizes.length + 36 + name.length;
    ByteBuffer event = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    event.putLong(System.currentTimeMillis() * 1_000_000).putLong(42).putInt(size).putShort((short) OPENAT_EXIT);
    event.putInt(sizes.length);
    for (int length : sizes) {
      event.putShort((short) length);
    }
    return event.putLong(5).putLong(-100).put(name).putInt(1).putInt(0).putInt(0).putLong(7).flip();
  }
}
