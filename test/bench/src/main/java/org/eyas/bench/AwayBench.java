package org.eyas.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Counts the alerts that an HTTP receiver gets which is away at first: see the script {@code test/bench/away}. The program as shipped reads
 * numbered audit events from its standard input, and raises an alert for each.
 */
public final class AwayBench {
  private static final String RULE =
      """
      - rule: Secret read
        desc: Fires for each event.
        source: k8s_audit
        condition: ka.verb = get and ka.target.resource = secrets
        output: "secret number=%ka.target.name. user=%ka.user.name"
        priority: WARNING
      """;
  private static final Pattern NUMBER = Pattern.compile("number=([0-9]+)\\.");
  private static final int TICKS = 100; // per second
  private static final long TICK_NANOS = 1_000_000_000L / TICKS;
  private static final long CATCH_UP_NANOS = 1_000_000_000L;
  private static final int WARMING_SECONDS = 10;
  private static final int WARMING_SHARE = 10; // of the rate: a tenth

  private final Path work;
  private final int port;
  private final BitSet received = new BitSet();
  private long twice;
  private long spoolBytes;

  private AwayBench(Path work) throws IOException {
    this.work = work;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
  }

  /**
   * Measures.
   *
   * @param args the program, an empty directory, alerts per second, seconds, the limit of the spool in MB, and for how many seconds the
   *     receiver is there at most
   */
  public static void main(String[] args) throws Exception {
    AwayBench bench = new AwayBench(Path.of(args[1]));
    Process eyas = bench.start(args[0], args[4]);
    try {
      bench.measure(eyas, Integer.parseInt(args[2]), Integer.parseInt(args[3]), Integer.parseInt(args[5]));
    } finally {
      eyas.destroy();
      eyas.waitFor(60, TimeUnit.SECONDS);
    }
  }

  private Process start(String program, String limit) throws IOException {
    Path rules = Files.writeString(work.resolve("rules.yaml"), RULE);
    String http =
        "http_output={enabled: true, url: \"http://127.0.0.1:" + port + "/\"}";
    String spool = "eyas.http_output.spool={directory: " + work.resolve("spool") + ", limit_mb: " + limit + "}";
    List<String> command =
        List.of(program, "-r", rules.toString(), "--disable-source", "syscall", "-o", "eyas.k8saudit.input=-", "-o",
            "json_output=true", "-o", "stdout_output.enabled=false", "-o", "webserver.enabled=false", "-o", http, "-o", spool);
    ProcessBuilder builder = new ProcessBuilder(command).directory(work.toFile());
    return builder.redirectOutput(work.resolve("out").toFile()).redirectError(work.resolve("err").toFile()).start();
  }

  private void measure(Process eyas, int rate, int seconds, int patience) throws IOException, InterruptedException {
    awaitStart(eyas);
    try (OutputStream events = new BufferedOutputStream(eyas.getOutputStream(), 1 << 16)) {
      long begin = System.nanoTime();
      int sent = send(events, rate, seconds);
      System.out.printf("sent: %,d in %,d s%n", sent, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin));
      long back = System.nanoTime();
      HttpServer server = receive();
      awaitEnd(eyas, sent, patience);
      System.out.printf("delivered in %,d s%n", TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - back));
      report(eyas, sent);
      server.stop(0);
    }
  }

  private void awaitStart(Process eyas) throws IOException, InterruptedException {
    while (eyas.isAlive() && !Files.readString(work.resolve("err")).contains("Opening 'k8s_audit' source")) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  // The first seconds warm the engine up. A moment in which the machine was busy is caught up with, unless it was longer than a second.
  private int send(OutputStream events, int rate, int seconds) throws IOException {
    int number = 0;
    long next = System.nanoTime();
    long warm = next + TimeUnit.SECONDS.toNanos(WARMING_SECONDS);
    long end = warm + TimeUnit.SECONDS.toNanos(seconds);
    for (int tick = 0; next - end < 0; tick++) {
      int share = next - warm < 0 ? WARMING_SHARE : 1;
      for (int i = 0; i < rate / TICKS / share; i++) {
        events.write(event(number++));
      }
      events.flush();
      if (tick % TICKS == 0) {
        spoolBytes = Math.max(spoolBytes, size(work.resolve("spool")));
      }
      next = Math.max(next + TICK_NANOS, System.nanoTime() - CATCH_UP_NANOS);
      LockSupport.parkNanos(next - System.nanoTime());
    }
    return number;
  }

  private static byte[] event(int number) {
    String text =
        "{\"kind\":\"Event\",\"auditID\":\"%d\",\"stage\":\"ResponseComplete\",\"stageTimestamp\":\"2026-11-27T08:00:00.000000Z\","
            .formatted(number)
            + "\"verb\":\"get\",\"user\":{\"username\":\"ann\"},\"objectRef\":{\"resource\":\"secrets\",\"name\":\"" + number
            + "\"}}\n";
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static long size(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private HttpServer receive() throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/", this::handle);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    return server;
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Matcher number = NUMBER.matcher(body);
    if (number.find()) {
      count(Integer.parseInt(number.group(1)));
    }
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  private synchronized void count(int number) {
    twice += received.get(number) ? 1 : 0;
    received.set(number);
  }

  private synchronized int distinct() {
    return received.cardinality();
  }

  // Until all are there, or the time is over.
  private void awaitEnd(Process eyas, int sent, int patience) throws InterruptedException {
    for (int second = 0; second < patience && distinct() < sent && eyas.isAlive(); second++) {
      TimeUnit.SECONDS.sleep(1);
    }
  }

  private void report(Process eyas, int sent) throws IOException {
    String resident =
        Files.readAllLines(Path.of("/proc/" + eyas.pid() + "/status")).stream().filter(line -> line.startsWith("VmHWM"))
            .findFirst().orElse("VmHWM: unknown");
    report(sent);
    System.out.printf("spool: %,d MB at most, %d bytes per alert; engine: %s%n", spoolBytes >> 20, spoolBytes / sent, resident);
  }

  // The alerts are delivered in order, so that one that is missing before the last one is lost.
  private synchronized void report(int sent) {
    int distinct = received.cardinality();
    int gaps = received.length() - distinct;
    System.out.printf(
        "received: %,d of %,d, received twice: %,d, missing before the last one: %,d%n", distinct, sent, twice, gaps);
  }
}
