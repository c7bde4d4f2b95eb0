package org.eyas.output.grpc;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.eyas.testkit.ConditionWait;
import org.eyas.testkit.fuzz.FuzzSession;
import org.eyas.testkit.fuzz.FuzzTarget;
import org.eyas.testkit.fuzz.SocketInput;
import org.eyas.testkit.fuzz.TextDamage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged HTTP/2 on the socket of the gRPC server. Meanwhile a real client gets its alerts. */
class GrpcFuzzTest {
  private static final System.Logger LOG = System.getLogger("test");
  private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int SETTINGS = 4;
  private static final int END_STREAM = 1;
  private static final int END_HEADERS = 4;
  private static final int INPUTS_BETWEEN_CLIENTS = 100;

  @TempDir private Path folder;

  // length (3 bytes), type, flags, stream (4 bytes), payload; all texts are bytes in ISO-8859-1
  private static String frame(int type, int flags, int stream, String payload) {
    int length = payload.length();
    return new String(
        new char[] {
            (char) (length >> 16), (char) (length >> 8 & 0xff), (char) (length & 0xff), (char) type, (char) flags, 0, 0, 0,
            (char) stream})
        + payload;
  }

  // A header that HPACK does not compress: 0, length, name, length, value.
  private static String header(String name, String value) {
    return "\0" + (char) name.length() + name + (char) value.length() + value;
  }

  private static String call(int stream, String method, String message) {
    String headers =
        header(":method", "POST") + header(":scheme", "http") + header(":path", method) + header(":authority", "localhost")
            + header("content-type", "application/grpc") + header("te", "trailers");
    String data = "\0\0\0\0" + (char) message.length() + message;
    return frame(HEADERS, END_HEADERS, stream, headers) + frame(DATA, END_STREAM, stream, data);
  }

  private static final List<String> SESSIONS =
      List.of(
          PREFACE + frame(SETTINGS, 0, 0, "") + call(1, "/falco.outputs.service/get", ""),
          PREFACE + frame(SETTINGS, 0, 0, "\0\3\0\0\0\u0064") + call(1, "/falco.outputs.service/sub", ""),
          PREFACE + frame(SETTINGS, 0, 0, "") + call(1, "/falco.version.service/version", "\n\1x")
              + call(3, "/falco.outputs.service/get", "") + frame(6, 0, 0, "12345678"),
          "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
  private static final List<String> WORDS =
      List.of(
          PREFACE, frame(3, 0, 1, "\0\0\0\u0008"), frame(8, 0, 0, "\u007f\u00ff\u00ff\u00ff"), frame(7, 0, 0, "\0\0\0\0\0\0\0\0"),
          frame(9, END_HEADERS, 1, ""), frame(HEADERS, 0, 1, ""), frame(SETTINGS, 1, 0, ""), frame(DATA, 8, 1, "\u00ff"),
          "\u00ff\u00ff\u00ff", header("grpc-timeout", "1n"), header("grpc-encoding", "gzip"), "/falco.outputs.service/sub");

  private final class Target implements FuzzTarget {
    private final TextDamage damage = new TextDamage(WORDS);
    private final UnixDomainSocketAddress address = UnixDomainSocketAddress.of(folder.resolve("s"));
    private final TestServer server = TestServer.on(address.getPath(), new AlertStreams(DeliveryMode.BROADCAST, 10));
    private final TestClient client = TestClient.on(address.getPath());
    private final TestClient.Subscription subscription = client.subscribe();
    private int sent;
    private long fed;

    Target() throws InterruptedException {
      ConditionWait.until(() -> {
        greet();
        return subscription.isGreeted();
      });
    }

    private void greet() {
      try {
        server.send(TestClient.GREETING);
      } catch (IOException e) {
        LOG.log(System.Logger.Level.DEBUG, "dropped, because the client is not connected yet", e);
      }
    }

    @Override
    public List<String> feed(Random random) throws IOException {
      SocketInput.exchange(address, damage.of(SESSIONS.get(random.nextInt(SESSIONS.size())), random), random);
      if (fed++ % INPUTS_BETWEEN_CLIENTS == 0) {
        server.send("number " + fed);
        String got = subscription.await(++sent).getLast(); // not by a get: a damaged request may be one, and takes the alert
        return got.equals("number " + fed) ? List.of() : List.of("a real client got " + got);
      }
      return List.of();
    }

    @Override
    public void close() throws InterruptedException {
      client.close();
      server.close();
    }
  }

  @Test
  void damagedFramesDoNotDisturbTheServer() throws Exception {
    FuzzSession.run("grpc", new Target());
  }
}
