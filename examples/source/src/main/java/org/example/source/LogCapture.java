package org.example.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureStats;
import org.eyas.api.source.EventSink;
import org.eyas.api.source.SourceException;

/** Makes one event of each line that is appended to a file. If the file has become shorter, it is read from its beginning. */
final class LogCapture implements Capture {
  private static final int IDLE_MILLIS = 50;

  private final Path file;
  private final FileChannel channel;
  private final ByteBuffer read = ByteBuffer.allocate(1 << 16).limit(0);
  private final PayloadEvent event = new PayloadEvent();
  private long position;
  private volatile long events; // read by other threads

  LogCapture(Path file) throws SourceException {
    this.file = file;
    try {
      channel = FileChannel.open(file, StandardOpenOption.READ);
      position = channel.size();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private SourceException failure(IOException e) {
    return new SourceException(file + " cannot be read: " + e.getMessage(), "check the file and its disk", e);
  }

  // Called in a loop on the thread of this source. It may wait for a moment but not for ever, because the loop switches to new
  // rules, and stops, between two calls.
  @Override
  public int poll(EventSink sink, int limit) throws SourceException {
    try {
      int count = deliver(sink, limit);
      if (count == 0 && !fill()) {
        TimeUnit.MILLISECONDS.sleep(IDLE_MILLIS);
      }
      return count;
    } catch (IOException e) {
      throw failure(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the loop checks this and ends
      return 0;
    }
  }

  private int deliver(EventSink sink, int limit) {
    int count = 0;
    int start = read.position();
    for (int i = start; i < read.limit() && count < limit; i++) {
      if (read.get(i) == '\n') {
        event.write(System.currentTimeMillis() * 1_000_000, read.array(), start, i - start);
        sink.onEvent(0, event.memory(), 0, event.length());
        start = i + 1;
        count++;
      }
    }
    read.position(start);
    events += count;
    return count;
  }

  private boolean fill() throws IOException {
    if (channel.size() < position) {
      position = 0;
    }
    read.compact();
    if (!read.hasRemaining()) {
      read.clear(); // no line is that long
    }
    int count = channel.read(read, position);
    read.flip();
    position += Math.max(0, count);
    return count > 0;
  }

  @Override
  public CaptureStats stats() {
    return new CaptureStats(events, 0);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
