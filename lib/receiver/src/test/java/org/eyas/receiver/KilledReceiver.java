package org.eyas.receiver;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** A process that receives batches and prints each one that it takes, and then commits it, until it is killed. */
final class KilledReceiver {
  private static final Duration LONG = Duration.ofHours(1);

  private KilledReceiver() {}

  /** @param args the directory of the spool */
  public static void main(String[] args) throws IOException, InterruptedException {
    BatchStore store = SpooledBatches.open(new SpooledBatches.Storage(Path.of(args[0]), 64 << 20, false, "test.bytes"));
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    BatchServer server =
        BatchServer.start(new ServerSettings(address, TestReceiver.PATH, Access.OPEN, TestReceiver.SMALL), store);
    say("port " + server.port());
    for (ReceivedBatch batch = store.next(LONG); batch != null; batch = store.next(LONG)) {
      String body = TestReceiver.body(batch);
      String number = body.substring(1, body.indexOf(','));
      say((store.isRepeated(batch.bytes(), batch.offset(), batch.length()) ? "repeated " : "taken ") + number);
      store.commit();
    }
  }

  // One write per line, so that no line is lost in a buffer of the process.
  private static void say(String line) {
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
    System.out.write(bytes, 0, bytes.length);
    System.out.flush();
  }
}
