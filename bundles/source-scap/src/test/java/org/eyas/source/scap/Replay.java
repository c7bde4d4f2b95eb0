package org.eyas.source.scap;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.EventSink;
import org.eyas.api.source.SourceException;
import org.eyas.testkit.StateRecorder;
import org.jspecify.annotations.Nullable;

/** Replays a whole file and stores its events and state. */
final class Replay implements EventSink {
  /** A copy of an event. */
  record Seen(int cpu, byte[] bytes, boolean stateOnly) {
    int code() {
      return (bytes[20] & 0xff) | (bytes[21] & 0xff) << 8;
    }
  }

  final StateRecorder state = new StateRecorder();
  final List<Seen> events = new ArrayList<>();
  @Nullable SourceException failure;

  static Replay of(Path file) {
    Replay replay = new Replay();
    try (Capture capture =
        new ScapSource().open(new CaptureRequest(Set.of(), Map.of("capture_file", file.toString())))) {
      capture.snapshot(replay.state);
      while (capture.poll(replay, 100) != Capture.END) {
        if (replay.events.size() > 10_000_000) {
          throw new AssertionError("does not end");
        }
      }
    } catch (SourceException e) {
      replay.failure = e;
    }
    return replay;
  }

  static Replay of(Path folder, byte[] content) throws java.io.IOException {
    return of(Files.write(folder.resolve("test.scap"), content));
  }

  String message() {
    return failure == null ? "" : String.valueOf(failure.getMessage());
  }

  @Override
  public void onEvent(int cpu, ByteBuffer memory, int offset, int length) {
    keep(cpu, memory, offset, length, false);
  }

  @Override
  public void onStateEvent(int cpu, ByteBuffer memory, int offset, int length) {
    keep(cpu, memory, offset, length, true);
  }

  private void keep(int cpu, ByteBuffer memory, int offset, int length, boolean stateOnly) {
    if (!memory.hasArray()) {
      throw new AssertionError("not a heap buffer");
    }
    byte[] bytes = new byte[length];
    memory.get(offset, bytes);
    events.add(new Seen(cpu, bytes, stateOnly));
  }
}
