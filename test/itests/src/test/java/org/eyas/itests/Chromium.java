package org.eyas.itests;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.eyas.testkit.ConditionWait;
import org.eyas.testkit.TestFiles;

/** A real browser without a window, controlled by the protocol of its developer tools. */
final class Chromium implements AutoCloseable {
  private static final long LIMIT_SECONDS = 60;

  private final Process process;
  private final Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<Integer, CompletableFuture<JsonObject>> asked = new ConcurrentHashMap<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final AtomicInteger number = new AtomicInteger();
  private final WebSocket socket;

  private Chromium(Process process, Path folder) throws IOException, InterruptedException {
    this.process = process;
    this.folder = folder;
    socket = connect(folder);
    command("Page.enable", "{}");
    command("Runtime.enable", "{}");
    command("Log.enable", "{}");
  }

  /** Whether this machine has one. */
  static boolean possible() throws InterruptedException {
    try {
      Process process = new ProcessBuilder("chromium", "--version").redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** @param folder for its files; empty, and deleted after the test */
  static Chromium start(Path folder) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
            "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
            "--disable-extensions", "--disable-background-networking", "--hide-scrollbars", "--remote-debugging-port=0",
            "--user-data-dir=" + folder.resolve("profile"), "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(Files.createDirectories(folder).resolve("chromium.log").toFile())
            .start();
    return new Chromium(process, folder);
  }

  private WebSocket connect(Path folder) throws IOException, InterruptedException {
    Path port = folder.resolve("profile/DevToolsActivePort");
    Supplier<String> missing = () -> "chromium has no page; see " + folder.resolve("chromium.log");
    ConditionWait.until(process, () -> Files.readString(port).contains("\n"), missing);
    URI list = URI.create("http://127.0.0.1:" + Files.readAllLines(port).getFirst() + "/json/list");
    ConditionWait.until(process, () -> page(list).isPresent(), missing);
    return client.newWebSocketBuilder().buildAsync(page(list).orElseThrow(), new Answers()).join();
  }

  private Optional<URI> page(URI list) throws IOException, InterruptedException {
    String targets = client.send(HttpRequest.newBuilder(list).build(), BodyHandlers.ofString()).body();
    return JsonParser.parseString(targets).getAsJsonArray().asList().stream()
        .map(JsonElement::getAsJsonObject)
        .filter(target -> target.get("type").getAsString().equals("page"))
        .map(target -> URI.create(target.get("webSocketDebuggerUrl").getAsString()))
        .findFirst();
  }

  private final class Answers implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        take(JsonParser.parseString(text.toString()).getAsJsonObject());
        text.setLength(0);
      }
      from.request(1);
      return CompletableFuture.completedFuture(null);
    }
  }

  private void take(JsonObject message) {
    if (message.has("id")) {
      CompletableFuture<JsonObject> waiting = asked.remove(message.get("id").getAsInt());
      if (waiting != null) {
        waiting.complete(message);
      }
      return;
    }
    String method = message.get("method").getAsString();
    String text = message.toString(); // axe-core reads pictures back, which Chromium finds slow
    boolean advice = text.contains("\"level\":\"verbose\"") || text.contains("\"source\":\"rendering\"");
    if (method.equals("Runtime.exceptionThrown") || method.equals("Log.entryAdded") && !advice) {
      complaints.add(message.toString());
    } else if (method.equals("Page.javascriptDialogOpening")) {
      send("Page.handleJavaScriptDialog", "{\"accept\":true}");
    }
  }

  private CompletableFuture<JsonObject> send(String method, String parameters) {
    int id = number.incrementAndGet();
    CompletableFuture<JsonObject> answer = new CompletableFuture<>();
    asked.put(id, answer);
    synchronized (socket()) {
      socket().sendText("{\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + parameters + "}", true).join();
    }
    return answer;
  }

  private WebSocket socket() {
    return socket;
  }

  private JsonObject command(String method, String parameters) throws IOException, InterruptedException {
    try {
      JsonObject answer = send(method, parameters).get(LIMIT_SECONDS, TimeUnit.SECONDS);
      if (answer.has("error")) {
        throw new IOException(method + ": " + answer);
      }
      return answer.getAsJsonObject("result");
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException(method + ": no answer", e);
    }
  }

  private static String quoted(String text) {
    return new JsonPrimitive(text).toString();
  }

  /** Opens a URL and waits until the page is loaded completely. */
  void open(String url) throws IOException, InterruptedException {
    evaluate("window.eyasOld = true");
    command("Page.navigate", "{\"url\":" + quoted(url) + "}");
    awaitNewPage();
  }

  private void awaitNewPage() throws IOException, InterruptedException {
    await("!window.eyasOld && document.readyState === 'complete' && location.href !== 'about:blank'");
  }

  /** The result of a script, as text. */
  String evaluate(String script) throws IOException, InterruptedException {
    JsonObject result =
        command("Runtime.evaluate", "{\"expression\":" + quoted("String(" + script + ")") + ",\"returnByValue\":true}");
    if (result.has("exceptionDetails")) {
      throw new IOException(script + ": " + result.get("exceptionDetails"));
    }
    return result.getAsJsonObject("result").get("value").getAsString();
  }

  /** What a promise of the page resolves to, as text. */
  String resolve(String promise) throws IOException, InterruptedException {
    JsonObject result =
        command(
            "Runtime.evaluate",
            "{\"expression\":" + quoted("(" + promise + ").then(String)") + ",\"returnByValue\":true,\"awaitPromise\":true}");
    if (result.has("exceptionDetails")) {
      throw new IOException(promise + ": " + result.get("exceptionDetails"));
    }
    return result.getAsJsonObject("result").get("value").getAsString();
  }

  /** Presses a key as a person does: the page, and the browser itself, react. */
  void key(String key) throws IOException, InterruptedException {
    String text = key.length() == 1 ? ",\"text\":" + quoted(key) : "";
    command("Input.dispatchKeyEvent", "{\"type\":\"keyDown\",\"key\":" + quoted(key) + text + "}");
    command("Input.dispatchKeyEvent", "{\"type\":\"keyUp\",\"key\":" + quoted(key) + "}");
  }

  /** The memory of the page after a garbage collection: the heap of its scripts in bytes, and the number of its nodes. */
  long[] memory() throws IOException, InterruptedException {
    command("HeapProfiler.collectGarbage", "{}");
    JsonObject heap = command("Runtime.getHeapUsage", "{}");
    JsonObject dom = command("Memory.getDOMCounters", "{}");
    return new long[] {heap.get("usedSize").getAsLong(), dom.get("nodes").getAsLong()};
  }

  /** The processes of the browser that show pages. */
  List<ProcessHandle> renderers() {
    return process.descendants()
        .filter(child -> TestFiles.text(Path.of("/proc/" + child.pid() + "/cmdline")).contains("--type=renderer"))
        .toList();
  }

  /** Waits until the result of a script is true. */
  void await(String script) {
    // An IOException says that the page is being replaced.
    ConditionWait.until(() -> evaluate(script).equals("true"), () -> script + " is " + seen(script));
  }

  /** Waits for a condition; if it stays false, the failure has the value of another script. */
  void await(String script, String reason) {
    ConditionWait.until(() -> evaluate(script).equals("true"), () -> script + " is false: " + seen(reason));
  }

  private String seen(String script) {
    try {
      return evaluate(script) + " on this page:\n" + text();
    } catch (IOException | InterruptedException e) {
      return e.toString();
    }
  }

  /** The visible text of the page. */
  String text() throws IOException, InterruptedException {
    return evaluate("location.href + '\\n' + document.body.innerText");
  }

  /** Types into a field. */
  void type(String selector, String value) throws IOException, InterruptedException {
    evaluate(
        "(() => { const field = document.querySelector(" + quoted(selector) + "); field.focus(); field.value = " + quoted(value)
            + "; field.dispatchEvent(new Event('input', {bubbles: true})); return true; })()");
  }

  /** Clicks the element that a selector finds. Those of a picture have no method for it. */
  void press(String selector) throws IOException, InterruptedException {
    evaluate(
        "(() => document.querySelector(" + quoted(selector)
            + ").dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true, view: window})) || true)()");
  }

  /** Inserts text at the cursor, as typing does. */
  void insert(String text) throws IOException, InterruptedException {
    command("Input.insertText", "{\"text\":" + quoted(text) + "}");
  }

  /**
   * Presses and releases a key that inserts nothing.
   *
   * @param code the virtual key code, such as 13 for Enter
   */
  void key(String key, int code, boolean control) throws IOException, InterruptedException {
    String rest =
        "\",\"key\":" + quoted(key) + ",\"windowsVirtualKeyCode\":" + code + ",\"modifiers\":" + (control ? 2 : 0) + "}";
    command("Input.dispatchKeyEvent", "{\"type\":\"rawKeyDown" + rest);
    command("Input.dispatchKeyEvent", "{\"type\":\"keyUp" + rest);
  }

  /** Moves the pointer to a place that a script gives as "x,y", in pixels of the window. */
  void point(String script) throws IOException, InterruptedException {
    String[] place = evaluate(script).split(",");
    command("Input.dispatchMouseEvent", "{\"type\":\"mouseMoved\",\"x\":" + place[0] + ",\"y\":" + place[1] + "}");
  }

  /** Clicks an element that leads to another page, and waits for that page. */
  void follow(String selector) throws IOException, InterruptedException {
    evaluate("window.eyasOld = true");
    press(selector);
    awaitNewPage();
  }

  /** @param scheme "light" or "dark" */
  void look(int width, int height, String scheme) throws IOException, InterruptedException {
    command(
        "Emulation.setDeviceMetricsOverride",
        "{\"width\":" + width + ",\"height\":" + height + ",\"deviceScaleFactor\":1,\"mobile\":" + (width < 600) + "}");
    command("Emulation.setEmulatedMedia", "{\"features\":[{\"name\":\"prefers-color-scheme\",\"value\":\"" + scheme + "\"}]}");
  }

  /** As a person does who asks the system for less motion; until the next look. */
  void reduceMotion() throws IOException, InterruptedException {
    command(
        "Emulation.setEmulatedMedia", "{\"features\":[{\"name\":\"prefers-reduced-motion\",\"value\":\"reduce\"}]}");
  }

  void screenshot(Path file) throws IOException, InterruptedException {
    String data = command("Page.captureScreenshot", "{\"format\":\"png\"}").get("data").getAsString();
    Files.createDirectories(file.getParent());
    Files.write(file, Base64.getDecoder().decode(data));
  }

  /** Errors of scripts, violations of the content security policy and missing files; a correct page has none. */
  List<String> complaints() {
    List<String> all = List.copyOf(complaints);
    complaints.clear();
    return all;
  }

  @Override
  public void close() throws InterruptedException, IOException {
    socket.abort();
    client.shutdownNow();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.waitFor(10, TimeUnit.SECONDS);
    for (String link : List.of("SingletonSocket", "SingletonLock", "SingletonCookie")) {
      Files.deleteIfExists(folder.resolve("profile").resolve(link)); // JUnit warns of each link that it removes
    }
  }
}
