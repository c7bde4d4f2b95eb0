package org.eyas.itests.driver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
import org.eyas.api.source.SourceException;
import org.eyas.api.source.SourceInfo;
import org.eyas.api.source.StateSink;

/**
 * A driver whose captures outlive their process: the calls are in a file to which the test writes the time of each. Where the next
 * process continues is in another file. Tests put it into a bundle.
 */
public final class LastingDriver implements EventSource {
  private static final long TID = 5_000_000; // no thread of a Linux machine has it
  private static final int OPENAT_EXIT = 307;
  private static final int CALL_BYTES = 8;
  private static final int MOST = 1_024;

  private final Path folder = Path.of(System.getProperty("eyas.test.folder"));
  private volatile String kind = "";

  /** Called by the component runtime. */
  public void activate(Map<String, Object> properties) {
    kind = String.valueOf(properties.get(EventSource.KIND));
  }

  @Override
  public SourceInfo info() {
    return new SourceInfo(kind, "syscall", true, "calls in a file");
  }

  @Override
  public Capture open(CaptureRequest wanted) throws SourceException {
    try {
      long uptime = (long) (Double.parseDouble(Files.readString(Path.of("/proc/uptime")).split(" ")[0]) * 1e9);
      long boot = wanted.bootNanos() == 0 ? System.currentTimeMillis() * 1_000_000 - uptime : wanted.bootNanos();
      return new Lasting(Files.size(folder.resolve("calls")) / CALL_BYTES, boot, 300).record();
    } catch (IOException e) {
      throw new SourceException("no calls: " + e, "", e);
    }
  }

  @Override
  public Capture takeOver(CaptureRequest wanted) throws SourceException {
    try {
      Path kept = folder.resolve("kept");
      if (!Files.exists(kept)) {
        return null;
      }
      String[] text = Files.readString(kept).split(" ");
      Files.delete(kept);
      if (Files.exists(folder.resolve("refused"))) {
        throw new SourceException("the rings are gone", "mend them");
      }
      return new Lasting(Long.parseLong(text[0]), Long.parseLong(text[1]), 0);
    } catch (IOException e) {
      throw new SourceException("no calls: " + e, "", e);
    }
  }

  private final class Lasting implements Capture {
    private final FileChannel calls;
    private final ByteBuffer buffer = ByteBuffer.allocate(CALL_BYTES * MOST);
    private final long boot;
    private final long distance;
    private long next;

    Lasting(long next, long boot, long distance) throws IOException {
      this.next = next;
      this.boot = boot;
      this.distance = distance;
      calls = FileChannel.open(folder.resolve("calls"));
    }

    private Lasting record() throws IOException {
      Path unfinished = Files.writeString(folder.resolve("kept.new"), next + " " + boot);
      Files.move(unfinished, folder.resolve("kept"), StandardCopyOption.REPLACE_EXISTING);
      return this;
    }

    @Override
    public int poll(EventSink sink, int limit) throws SourceException {
      int count = 0;
      try {
        buffer.clear().limit(CALL_BYTES * Math.min(limit, MOST));
        calls.read(buffer, next * CALL_BYTES);
      } catch (IOException e) {
        throw new SourceException("no calls: " + e, "", e);
      }
      buffer.flip();
      while (buffer.remaining() >= CALL_BYTES) {
        ByteBuffer event = openat("/n/" + next);
        event.putLong(0, boot + buffer.getLong() + distance);
        next++;
        count++;
        sink.onEvent(0, event, 0, event.limit());
      }
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

    private static ByteBuffer openat(String path) {
      byte[] name = (path + "\0").getBytes(StandardCharsets.US_ASCII);
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
    public void snapshot(StateSink into) throws SourceException {
      Text process;
      try {
        process = Text.of(Files.readString(folder.resolve("process")));
      } catch (IOException e) {
        throw new SourceException("no process: " + e, "", e);
      }
      into.onHost(new HostInfo("lasting", 1, boot, List.of()));
      into.onProcess(
          new ProcessSnapshot(
              new ProcessSnapshot.Ids(TID, TID, 1, TID, TID, TID, TID, TID),
              new ProcessSnapshot.Program(
                  process, process, Text.of("/bin/lasting"), Text.EMPTY, Text.EMPTY, Text.of("/"), Text.of("/"), Text.EMPTY, 0),
              new Credentials(0, 0, 0, 0, 0, 0),
              new ProcessSnapshot.Usage(1024, 1, 1, 0, 0, 0, 0, boot, 0),
              new ExeFile(1, 0, 0, false, false, false, false)));
    }

    @Override
    public CaptureStats stats() {
      return new CaptureStats(0, 0);
    }

    @Override
    public boolean leave() {
      try {
        record();
        return true;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } finally {
        close();
      }
    }

    @Override
    public void close() {
      try {
        calls.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
