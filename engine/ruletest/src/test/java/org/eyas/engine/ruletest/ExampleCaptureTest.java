package org.eyas.engine.ruletest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eyas.api.event.EventType;
import org.eyas.engine.schema.EventSchema;
import org.eyas.testkit.scap.ScapEventEncoder;
import org.eyas.testkit.scap.ScapFileBuilder;
import org.junit.jupiter.api.Test;

/** Creates the capture of the examples in docs/how-to; with {@code -Deyas.golden=write}, writes it. */
class ExampleCaptureTest {
  private static final Path FILE = Path.of("../../docs/how-to/examples/camera.scap");
  private static final EventType EXECVE = EventSchema.current().type("SYSCALL_EXECVE_19_X");
  private static final EventType OPENAT = EventSchema.current().type("SYSCALL_OPENAT_2_X");
  private static final long START_NANOS = 1_767_225_600_000_000_000L;

  private long nanos = START_NANOS;

  @Test
  void theCaptureOfTheExamplesIsCurrent() throws Exception {
    byte[] capture =
        ScapFileBuilder.current()
            .event(0, started(1200, "cheese"))
            .event(0, opened(1200, "/dev/video0"))
            .event(1, started(1300, "curl"))
            .event(1, opened(1300, "/dev/video0"))
            .event(1, opened(1300, "/etc/ssl/openssl.cnf"))
            .event(1, opened(1300, "/etc/resolv.conf"))
            .bytes();
    if (System.getProperty("eyas.golden", "").equals("write")) {
      Files.write(FILE, capture);
    }
    assertArrayEquals(Files.readAllBytes(FILE), capture);
  }

  private ByteBuffer started(long pid, String program) {
    String path = "/usr/bin/" + program;
    return ScapEventEncoder.encode(
        EXECVE, next(), pid, 0, path, new byte[0], pid, pid, 1, "/", 1024, 0, 0, 0, 0, 0, program, new byte[0],
        new byte[0], 0, pid, 1000, 0, 0, 0, 0, 7, 0, 0, 1000, path, pid, 1000, path);
  }

  private ByteBuffer opened(long pid, String path) {
    return ScapEventEncoder.encode(OPENAT, next(), pid, 5, -100, path, 1, 0, 0, 7);
  }

  private long next() {
    nanos += 1_000_000L;
    return nanos;
  }
}
