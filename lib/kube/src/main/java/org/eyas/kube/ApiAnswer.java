package org.eyas.kube;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * The body of an answer, which ends after a limited time also if the server or the network is silent: a thread
 * ({@code kube-limit}) closes it then, which ends a read that waits.
 */
final class ApiAnswer implements AutoCloseable {
  private final InputStream body;
  private final Thread limit;

  /** @throws OutOfMemoryError if the kernel refuses the thread; the body is closed then */
  ApiAnswer(InputStream body, Duration longest) throws IOException {
    this.body = body;
    limit = Thread.ofPlatform().daemon().name("kube-limit").unstarted(() -> endAfter(longest));
    try {
      limit.start();
    } catch (OutOfMemoryError e) {
      body.close();
      throw e;
    }
  }

  private void endAfter(Duration longest) {
    try {
      Thread.sleep(longest);
      body.close();
    } catch (InterruptedException | IOException e) {
      Thread.currentThread().interrupt(); // the answer was read, or is closed already
    }
  }

  /** Reads one object after another: a watch is a sequence of them. */
  JsonReader json() {
    JsonReader in = new JsonReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    in.setStrictness(Strictness.LENIENT);
    return in;
  }

  @Override
  public void close() throws IOException {
    limit.interrupt();
    body.close();
  }
}
