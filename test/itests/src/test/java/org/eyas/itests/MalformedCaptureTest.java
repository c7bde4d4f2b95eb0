package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.eyas.testkit.scap.MalformedEvent;
import org.eyas.testkit.scap.ScapFileBuilder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The captures with which Falco tests its reader, replayed by the program: it says what Falco says, and reads on. */
class MalformedCaptureTest {
  private static final String RULE = """
      - rule: closed
        desc: d
        condition: evt.type = close
        output: closed %evt.rawarg.fd
        priority: INFO
      """;

  @TempDir private Path folder;

  static Stream<Arguments> captures() {
    return Stream.of(
        Arguments.of("invalid event: len 5832704 is larger than the 26 bytes", MalformedEvent.LENGTH_EXCEEDS_BLOCK),
        Arguments.of("invalid event: len 196608 is larger than the 26 bytes", MalformedEvent.LARGE_LENGTH_EXCEEDS_BLOCK),
        Arguments.of(
            "invalid event: len 65600 is larger than the maximum event size 65536",
            MalformedEvent.LENGTH_EXCEEDS_LARGEST_EVENT),
        Arguments.of(
            "converted event length would exceed conversion buffer size 65536",
            MalformedEvent.CONVERSION_EXCEEDS_LARGEST_EVENT),
        Arguments.of("invalid event: nparams 257 does not fit in event len 26", MalformedEvent.PARAMS_EXCEED_LENGTH),
        Arguments.of("invalid event: param 0 len 65535 exceeds event len 28", MalformedEvent.PARAM_EXCEEDS_LENGTH));
  }

  @ParameterizedTest
  @MethodSource("captures")
  void theReasonIsFalcosAndLaterEventsAreRead(String reason, byte[] malformed) throws Exception {
    Program.Result result = replay(new ScapFileBuilder().raw(malformed).block(0x216, closeOf(7)));
    assertTrue(result.err().contains(reason), result.err());
    assertTrue(result.out().contains("Informational closed 7"), result.out());
    assertEquals(0, result.exitCode());
  }

  private Program.Result replay(ScapFileBuilder capture) throws IOException, InterruptedException {
    Files.write(folder.resolve("test.scap"), capture.bytes());
    Files.writeString(folder.resolve("rules.yaml"), RULE);
    return Program.eyas("-e", "test.scap", "-r", "rules.yaml").in(folder).run();
  }

  private static ScapFileBuilder.Body closeOf(int fd) {
    int length = 26 + 2 * 2 + 2 * 8;
    ScapFileBuilder.Body event = new ScapFileBuilder.Body().u16(0).u64(2).u64(42).u32(length).u16(5).u32(2);
    return event.u16(8).u16(8).u64(0).u64(fd);
  }
}
