package org.eyas.source.scap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eyas.api.event.EventType;
import org.eyas.api.event.ParamDefinition;
import org.eyas.api.event.ValueType;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.EventSource;
import org.eyas.testkit.EventSourceContract;
import org.eyas.testkit.scap.ScapEventEncoder;
import org.eyas.testkit.scap.ScapFileBuilder;
import org.junit.jupiter.api.io.TempDir;

/** The replay source fulfils the contract of all sources. */
class ScapSourceContractTest extends EventSourceContract {
  @TempDir private Path folder;

  @Override
  protected EventSource source() {
    return new ScapSource();
  }

  @Override
  protected CaptureRequest request() {
    EventType close =
        new EventType(
            5, "CLOSE_X", "close", EventType.Direction.EXIT, "file", Set.of("syscall"), Set.of(),
            List.of(new ParamDefinition("res", ValueType.ERRNO, ParamDefinition.Format.DEC, "")));
    ScapFileBuilder file = ScapFileBuilder.current();
    for (int i = 0; i < 100; i++) {
      file.event(0, ScapEventEncoder.encode(close, 1_000 + i, 7, i));
    }
    try {
      Path written = Files.write(folder.resolve("some.scap"), file.bytes());
      return new CaptureRequest(Set.of(), Map.of(ScapSource.CAPTURE_FILE, written.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected void causeEvents() {}
}
