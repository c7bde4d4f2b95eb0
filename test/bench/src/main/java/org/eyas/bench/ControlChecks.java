package org.eyas.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * Sends a running engine many requests at once to check one file, as {@code eyas rules check} does; clients that the engine
 * asks to try again do so. Arguments: the control socket, the number of clients, the file. Prints the answers and how long
 * they took.
 */
public final class ControlChecks {
  private static final Pattern BUSY = Pattern.compile("clients already|checking other rules|other large requests");
  private static final long AGAIN_MILLIS = 1_000;

  private final Path socket;
  private final String request;
  private final Pattern place;
  private final AtomicInteger comeAgain = new AtomicInteger();
  private final AtomicInteger placed = new AtomicInteger();

  private ControlChecks(Path socket, Path file) throws IOException {
    this.socket = socket;
    String content = Files.readString(file).replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    request = "{\"command\":\"rules\",\"words\":[\"check\",\"" + file + "\"],\"files\":[{\"name\":\"" + file
        + "\",\"content\":\"" + content + "\"}]}\n";
    place = Pattern.compile(Pattern.quote(file.toString()) + ":\\d+:\\d+: error: ");
  }

  public static void main(String[] args) throws Exception {
    ControlChecks checks = new ControlChecks(Path.of(args[0]), Path.of(args[2]));
    int clients = Integer.parseInt(args[1]);
    List<Future<Long>> asked = new ArrayList<>();
    try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < clients; i++) {
        asked.add(all.submit(checks::answeredAfterNanos));
      }
    }
    List<Long> nanos = new ArrayList<>();
    for (Future<Long> each : asked) {
      nanos.add(each.get());
    }
    Collections.sort(nanos);
    System.out.printf(
        "%d checks at once: %d refused with their place, asked to try again %d times,"
            + " answered after %d ms at the median, %d ms at most%n",
        clients, checks.placed.get(), checks.comeAgain.get(), millis(nanos.get(clients / 2)), millis(nanos.getLast()));
    if (checks.placed.get() < clients) {
      System.exit(1);
    }
  }

  private static long millis(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(nanos);
  }

  private long answeredAfterNanos() throws InterruptedException {
    long start = System.nanoTime();
    String answer = ask();
    while (BUSY.matcher(answer).find()) {
      comeAgain.incrementAndGet();
      TimeUnit.MILLISECONDS.sleep(AGAIN_MILLIS);
      answer = ask();
    }
    placed.addAndGet(place.matcher(answer).find() ? 1 : 0);
    return System.nanoTime() - start;
  }

  /** The whole answer; a connection that breaks was beyond the limit of clients. */
  private String ask() {
    try (SocketChannel engine = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      engine.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.UTF_8)));
      return String.join("\n", new BufferedReader(Channels.newReader(engine, StandardCharsets.UTF_8)).lines().toList());
    } catch (IOException | java.io.UncheckedIOException e) {
      return "the engine serves 16 clients already";
    }
  }
}
