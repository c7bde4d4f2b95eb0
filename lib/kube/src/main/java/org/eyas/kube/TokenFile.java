package org.eyas.kube;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.eyas.api.failure.Reason;

/** A token in a file, which is read again each minute: the kubelet replaces the tokens of pods. Any thread may call it. */
final class TokenFile implements ApiServer.Token {
  private static final long FRESH_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final Path file;
  private final LongSupplier nanoTime;
  private String token = "";
  private long readAt;

  TokenFile(Path file, LongSupplier nanoTime) {
    this.file = file;
    this.nanoTime = nanoTime;
  }

  @Override
  public synchronized String read() throws IOException {
    long now = nanoTime.getAsLong();
    if (token.isEmpty() || now - readAt >= FRESH_NANOS) {
      token = fresh();
      readAt = now;
    }
    return token;
  }

  private String fresh() throws IOException {
    try {
      String text = Files.readString(file).strip();
      if (text.isEmpty()) {
        throw new ApiAccessException(file + ": the token is empty");
      }
      return text;
    } catch (ApiAccessException e) {
      throw e;
    } catch (IOException e) {
      throw new ApiAccessException("the token cannot be read: " + Reason.of(e));
    }
  }
}
