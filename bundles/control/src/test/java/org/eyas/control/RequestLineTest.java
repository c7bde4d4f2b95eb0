package org.eyas.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.eyas.api.rule.RuleDocument;
import org.eyas.control.command.CommandRequest;
import org.eyas.control.socket.SocketPeer;
import org.junit.jupiter.api.Test;

class RequestLineTest {
  private static final String WHOLE =
      "{\"command\":\"rules\",\"words\":[\"check\",\"a b\"],\"options\":{\"last\":\"5\"},\"json\":true,\"pid\":0,"
          + "\"later\":{\"x\":[1]},\"files\":[{\"name\":\"a.yaml\",\"content\":\"- rule: \\u00e9\\n\"}]}";

  private static CommandRequest read(String line) throws IOException {
    return RequestLine.read(line, new SocketPeer(Files.getOwner(Path.of("/proc/self"))));
  }

  @Test
  void everyMemberIsReadAndUnknownOnesAreIgnored() throws IOException {
    CommandRequest request = read(WHOLE);
    assertEquals("rules", request.command());
    assertEquals(List.of("check", "a b"), request.words());
    assertEquals(Map.of("last", "5"), request.options());
    assertEquals(List.of(new RuleDocument("a.yaml", "- rule: é\n")), request.files());
    assertTrue(request.json());
    assertTrue(request.who().startsWith("cli:"), request::who);
  }

  @Test
  void onlyTheCommandHasToBeThere() throws IOException {
    CommandRequest request = read("{\"command\":\"audit\"}");
    assertFalse(request.json());
    assertEquals(List.of(), request.words());
  }

  @Test
  void damagedRequestsAreReadOrRefused() {
    long seed = Long.getLong("eyas.seed", System.nanoTime());
    System.out.println("RequestLineTest: seed " + seed);
    Random random = new Random(seed);
    int refused = 0;
    for (int i = 0; i < 5_000; i++) {
      StringBuilder line = new StringBuilder(WHOLE);
      for (int j = random.nextInt(3); j >= 0; j--) {
        line.setCharAt(random.nextInt(line.length()), "{}[]\":,\\0tx\u0000".charAt(random.nextInt(12)));
      }
      line.setLength(random.nextInt(4) == 0 ? random.nextInt(line.length()) : line.length());
      try {
        read(line.toString());
      } catch (IOException e) {
        refused++;
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + ": " + line, e);
      }
    }
    assertTrue(refused > 1_000, refused + " refused");
  }
}
