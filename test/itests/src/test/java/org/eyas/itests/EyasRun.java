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
import org.eyas.testkit.ConditionWait;
import org.eyas.testkit.LocalPorts;
import org.eyas.testkit.TestFiles;

/**
 * A run of the program as shipped in the folder of a test, which has its files and its output: {@code out} and {@code err}.
 */
final class EyasRun implements AutoCloseable {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final int SHOWN = 6_000;

  private final Supplier<Path> folder;
  private Process process;
  private int webPort;

  /** @param folder returns the folder; JUnit creates it only after the fields of a test */
  EyasRun(Supplier<Path> folder) {
    this.folder = folder;
  }

  void write(String file, String text) throws IOException {
    Files.writeString(folder.get().resolve(file), text);
  }

  Process start(String... arguments) throws IOException {
    return start(Program.eyas(arguments));
  }

  /** The same in another way: as another user, or with more environment variables. */
  Process start(Program program) throws IOException {
    return start(program, folder.get().resolve("out"));
  }

  Process start(Program program, Path out) throws IOException {
    process = program.in(folder.get()).start(out, folder.get().resolve("err"));
    return process;
  }

  /** Starts it with the rules of {@code rules.yaml} and a capture to replay, and waits until it reads the capture. */
  Process replay(CaptureFeed capture, String... arguments) throws IOException {
    start(Program.eyas("-e", capture.pipe().toString(), "-r", "rules.yaml").and(arguments));
    capture.open(process);
    return process;
  }

  Process process() {
    return process;
  }

  /** The value of {@code webserver} that {@link #get} requires, for the configuration before the start. */
  String webserver() throws IOException {
    webPort = LocalPorts.free();
    return "{enabled: true, listen_address: 127.0.0.1, listen_port: " + webPort + ", prometheus_metrics_enabled: true}";
  }

  int webPort() {
    return webPort;
  }

  /** The response of its web server. */
  String get(String path) throws IOException, InterruptedException {
    return get(path, "*/*");
  }

  String get(String path, String accept) throws IOException, InterruptedException {
    URI url = URI.create("http://127.0.0.1:" + webPort + path);
    HttpRequest request = HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(10)).header("Accept", accept).build();
    return CLIENT.send(request, BodyHandlers.ofString()).body();
  }

  /** The text of a file, or why it cannot be read. */
  String read(String file) {
    return TestFiles.text(folder.get().resolve(file));
  }

  String err() {
    return read("err");
  }

  List<String> lines(String file) throws IOException {
    return Files.readAllLines(folder.get().resolve(file));
  }

  /** The lines of a file that contain a text. */
  List<String> lines(String file, String part) throws IOException {
    return lines(file).stream().filter(line -> line.contains(part)).toList();
  }

  int count(String file, String part) throws IOException {
    return lines(file, part).size();
  }

  /** Waits for a condition; if it does not become true the test shows what the program printed. */
  void await(String what, Callable<Boolean> condition) {
    ConditionWait.until(process, condition, () -> what + " does not come about\n" + end("err") + end("out"));
  }

  /** Waits until a text is in this many lines of a file, and checks that it is not in more. */
  void await(String file, String part, int times) throws IOException {
    await(part + " in " + file, () -> count(file, part) >= times);
    assertEquals(times, count(file, part), () -> part + " in " + end(file) + end("err"));
  }

  private String end(String file) {
    String text = read(file);
    return text.substring(Math.max(0, text.length() - SHOWN));
  }

  /** Waits for its end and checks the exit code 0. */
  void awaitEnd() throws InterruptedException {
    awaitEnd(0);
  }

  void awaitEnd(int exitCode) throws InterruptedException {
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), () -> "it does not end\n" + end("err"));
    assertEquals(exitCode, process.exitValue(), () -> end("err"));
  }

  /** Ends the program, so that it does not outlive the test. */
  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly();
    }
  }
}
