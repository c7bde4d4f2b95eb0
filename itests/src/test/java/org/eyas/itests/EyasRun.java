package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eyas.testkit.LocalPorts;
import org.eyas.testkit.Waiting;

/** A run of the program as shipped in the folder of a test: its files there, what it prints into {@code out} and {@code err}. */
final class EyasRun implements AutoCloseable {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final int SHOWN = 6_000;

  private final Supplier<Path> folder;
  private Process process;
  private int webPort;

  /** @param folder what JUnit makes after the fields of a test: asked when it is there */
  EyasRun(Supplier<Path> folder) {
    this.folder = folder;
  }

  void write(String file, String text) throws IOException {
    Files.writeString(folder.get().resolve(file), text);
  }

  Process start(String... arguments) throws IOException {
    return start(Program.eyas(arguments));
  }

  /** The same in a way of the test's own: as another user, with more in its environment. */
  Process start(Program program) throws IOException {
    return start(program, folder.get().resolve("out"));
  }

  Process start(Program program, Path out) throws IOException {
    process = program.in(folder.get()).start(out, folder.get().resolve("err"));
    return process;
  }

  /** Starts it with the rules of {@code rules.yaml} and a capture to replay, and waits until it reads that. */
  Process replay(CaptureFeed capture, String... arguments) throws IOException {
    start(Program.eyas("-e", capture.pipe().toString(), "-r", "rules.yaml").and(arguments));
    capture.open(process);
    return process;
  }

  Process process() {
    return process;
  }

  /** What {@code webserver} is to be set to for {@link #get}, before the start. */
  String webserver() throws IOException {
    webPort = LocalPorts.free();
    return "{enabled: true, listen_address: 127.0.0.1, listen_port: " + webPort + ", prometheus_metrics_enabled: true}";
  }

  int webPort() {
    return webPort;
  }

  /** What its web server answers. */
  String get(String path) throws IOException, InterruptedException {
    return get(path, "*/*");
  }

  String get(String path, String accept) throws IOException, InterruptedException {
    URI url = URI.create("http://127.0.0.1:" + webPort + path);
    HttpRequest request = HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(10)).header("Accept", accept).build();
    return CLIENT.send(request, BodyHandlers.ofString()).body();
  }

  /** The text of a file, or why there is none. */
  String read(String file) {
    try {
      return Files.readString(folder.get().resolve(file));
    } catch (IOException e) {
      return e.toString();
    }
  }

  String err() {
    return read("err");
  }

  List<String> lines(String file) throws IOException {
    return Files.readAllLines(folder.get().resolve(file));
  }

  /** The lines of a file that have a text in them. */
  List<String> lines(String file, String part) throws IOException {
    return lines(file).stream().filter(line -> line.contains(part)).toList();
  }

  int count(String file, String part) throws IOException {
    return lines(file, part).size();
  }

  /** Waits for something that it does; where that does not come about the test shows what it printed. */
  void await(String what, Callable<Boolean> condition) {
    Waiting.until(process, condition, () -> what + " does not come about\n" + end("err") + end("out"));
  }

  /** Waits until a text is in so many lines of a file, and makes sure that it is in no more. */
  void await(String file, String part, int times) throws IOException {
    await(part + " in " + file, () -> count(file, part) >= times);
    assertEquals(times, count(file, part), () -> part + " in " + end(file) + end("err"));
  }

  private String end(String file) {
    String text = read(file);
    return text.substring(Math.max(0, text.length() - SHOWN));
  }

  /** Waits for its end, which is to be a good one. */
  void awaitEnd() throws InterruptedException {
    awaitEnd(0);
  }

  void awaitEnd(int exitCode) throws InterruptedException {
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), () -> "it does not end\n" + end("err"));
    assertEquals(exitCode, process.exitValue(), () -> end("err"));
  }

  /** Nothing outlives the test. */
  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly();
    }
  }
}
