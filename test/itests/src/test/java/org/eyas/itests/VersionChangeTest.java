package org.eyas.itests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eyas.itests.WebReceiver.Request;
import org.eyas.testkit.LocalPorts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A newer version of the program, this one and the newer one again, all of them killed as by {@code kill -9}, with the same files: history,
 * spool, mutes, and open sequences. The newer version is this one, and the test adds to its files the records, files and keys that
 * a newer version could write. With {@code -Deyas.way=full}: 200,000 alerts and a spool of 10,000.
 */
@Timeout(900)
class VersionChangeTest {
  private static final boolean FULL = System.getProperty("eyas.way", "").equals("full");
  private static final int HISTORY = FULL ? 190_000 : 2_000;
  private static final int SPOOLED = FULL ? 10_000 : 500;
  private static final int SEQUENCES = FULL ? 1_000 : 100;
  private static final int MUTES = 40;
  private static final int UNKNOWN = 50;
  private static final int PORTION = 1_000;
  private static final int SHOWN = 2_000;
  private static final Set<String> RULE_NAMES = Set.of("got", "kept", "closed");
  /** After the number, the format, the time and the priority. */
  private static final int RULE_AT = 18;
  private static final String LATER_SEGMENT = "00000000000009000000.alerts2";
  private static final String LATER_BLOCK = "groups in the layout of a later version";
  private static final String RULES =
      """
      - {rule: got, desc: d, source: k8s_audit, condition: ka.verb = get, output: "got %ka.target.name.", priority: INFO}
      - {rule: kept, desc: d, source: k8s_audit, condition: ka.verb = list, output: "kept %ka.target.name.", priority: WARNING}
      - rule: closed
        desc: d
        source: k8s_audit
        sequence:
          within: 5h
          by: ka.user.name
          steps: [{name: open, condition: ka.verb = create}, {name: close, condition: ka.verb = delete}]
        output: "closed %open.ka.target.name."
        priority: WARNING
      """;

  @TempDir private Path folder;
  @AutoClose private final EyasRun eyas = new EyasRun(() -> folder);
  private WebReceiver receiver;
  private int port;
  private int marks;

  @AfterEach
  void end() {
    if (receiver != null) {
      receiver.close();
    }
  }

  private void configure(String more) throws IOException {
    eyas.write("eyas.yaml", """
        stdout_output: {enabled: true}
        webserver: {enabled: false}
        rules_files: [rules.yaml, rules.d]
        eyas:
          k8saudit: {input: "file://%1$s/audit.log", position_file: %1$s/position, start: beginning}
          rules: {memory_directory: %1$s/memory, shipped: never}
          alert_history: {directory: %1$s/history, disk_mb: 2048}
          http_outputs:
            - {name: web, url: "http://127.0.0.1:%2$d/", rules: [kept, closed], spool: {directory: %1$s/spool}}
        %3$s""".formatted(folder, port, more));
  }

  private static String mute(int i) {
    return """
        # A mute
        # Owner: ann
        # Reason: a test
        - rule: kept
          exceptions:
            - name: 'mute 20261127-221503-%1$03d until 2099-12-04T22:15:00Z'
              fields: ['ka.target.name']
              comps: ['=']
              values:
                - ['"muted-%1$d"']
          override:
            exceptions: append
        """.formatted(i);
  }

  private void writeMutes() throws IOException {
    Files.createDirectory(folder.resolve("rules.d"));
    for (int i = 0; i < MUTES; i++) {
      eyas.write("rules.d/zz-mute-20261127-221503-%03d.yaml".formatted(i), mute(i));
    }
  }

  private void startEngine() throws IOException {
    eyas.start("-c", "eyas.yaml", "--disable-source", "syscall");
  }

  /** Appends events to the log, and waits until the engine has raised their alerts. In portions, because a live source waits for nobody. */
  private void feed(Stream<String> events) throws IOException {
    Iterator<String> left = events.iterator();
    while (left.hasNext()) {
      StringBuilder portion = new StringBuilder();
      for (int i = 0; i < PORTION && left.hasNext(); i++) {
        portion.append(left.next());
      }
      String last = "mark-" + marks++;
      Files.writeString(
          folder.resolve(AuditEvents.FILE), portion + event("get", last), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      eyas.await(last, () -> endOfOut().contains("got " + last + "."));
    }
  }

  private String endOfOut() throws IOException {
    try (FileChannel out = FileChannel.open(folder.resolve("out"))) {
      ByteBuffer end = ByteBuffer.allocate(SHOWN);
      out.read(end, Math.max(0, out.size() - SHOWN));
      return new String(end.array(), 0, end.position(), UTF_8);
    }
  }

  private static String event(String verb, String name) {
    return AuditEvents.event("08:00", "user-" + name.replaceFirst("^\\D+", ""), verb, name);
  }

  private static Stream<String> events(int count, IntFunction<String> event) {
    return IntStream.range(0, count).mapToObj(event);
  }

  private static Stream<String> kept(String begin, int count) {
    return events(count, i -> event("list", begin + i));
  }

  private static Stream<String> muted() {
    return kept("muted-", MUTES);
  }

  private void kill() throws InterruptedException {
    eyas.process().destroyForcibly().waitFor();
  }

  private void stop() throws Exception {
    eyas.process().destroy();
    eyas.awaitEnd();
  }

  private List<String> deliveredNow() {
    List<String> now = receiver.requests().stream().map(Request::body).flatMap(String::lines)
        .map(line -> line.replaceFirst(".*Warning (?=kept|closed)", "")).collect(Collectors.toCollection(ArrayList::new));
    return now;
  }

  private void awaitDelivered(int count) {
    eyas.await(count + " alerts", () -> new HashSet<>(deliveredNow()).size() >= count);
  }

  /** The numbers of the alerts of this test in the history; the engine raises others. */
  private List<Long> knownNumbers() throws IOException {
    return StoredFrames.entries(folder.resolve("history"), ".alerts").stream()
        .filter(entry -> entry.get(Long.BYTES) == 1 && RULE_NAMES.contains(rule(entry)))
        .map(entry -> entry.getLong(0))
        .toList();
  }

  private static String rule(ByteBuffer entry) {
    byte[] name = new byte[entry.getInt(RULE_AT)];
    entry.get(RULE_AT + Integer.BYTES, name);
    return new String(name, UTF_8);
  }

  private static byte[] unknown(int i) {
    return ("\u0002in a later format: " + i).getBytes(UTF_8);
  }

  /** Adds to the files what a later version could write. */
  private byte[] writeAsLaterVersion() throws IOException {
    for (int i = 0; i < UNKNOWN; i++) {
      StoredFrames.append(folder.resolve("spool"), ".spool", unknown(i));
    }
    long newest = StoredFrames.entries(folder.resolve("history"), ".alerts").getLast().getLong(0);
    ByteBuffer alert = ByteBuffer.allocate(64).putLong(newest + 1).put(unknown(0));
    StoredFrames.append(folder.resolve("history"), ".alerts", alert.array());
    byte[] segment = new byte[4_000];
    Files.write(folder.resolve("history").resolve(LATER_SEGMENT), segment);
    Path checkpoint = folder.resolve("memory/k8s_audit.memory");
    Files.write(checkpoint, withLaterBlock(Files.readAllBytes(checkpoint)));
    eyas.write("rules.d/zz-mute-20261127-221503-000.yaml",
        mute(0).replace("      fields:", "      approved: {by: zoe}\n      fields:"));
    configure("  brand_new: {key: 1}\n");
    return segment;
  }

  private static byte[] withLaterBlock(byte[] file) {
    byte[] id = "layout 5".getBytes(UTF_8);
    byte[] groups = LATER_BLOCK.getBytes(UTF_8);
    ByteBuffer all = ByteBuffer.allocate(file.length + 4 + id.length + 1 + 8 + 4 + groups.length);
    all.put(file).putInt(id.length).put(id).put((byte) 1).putLong(System.currentTimeMillis()).putInt(groups.length).put(groups);
    all.putInt(16, all.getInt(16) + 1); // the number of blocks
    byte[] content = new byte[all.capacity() - 12];
    all.get(12, content);
    all.putInt(8, StoredFrames.sum(content));
    return all.array();
  }

  @Test
  void downAndUpAgainLosesNothingAndSendsNothingTwice() throws Exception {
    port = LocalPorts.free();
    eyas.write("rules.yaml", RULES);
    writeMutes();
    configure("");

    startEngine(); // the newer version; nobody receives
    feed(events(SEQUENCES, i -> event("create", "first-" + i)));
    stop(); // the checkpoint is written
    startEngine();
    feed(Stream.concat(events(HISTORY, i -> event("get", "secret-" + i)), Stream.concat(muted(), kept("kept-", SPOOLED))));
    eyas.await("the spool", () -> StoredFrames.count(folder.resolve("spool"), ".spool") == SPOOLED);
    int stored = HISTORY + SPOOLED + marks;
    eyas.await("the history", () -> knownNumbers().size() == stored);
    kill();
    byte[] segment = writeAsLaterVersion();

    startEngine(); // this version; it is killed while it sends
    receiver = WebReceiver.plain(port);
    awaitDelivered(SPOOLED / 3);
    kill();
    startEngine();
    feed(Stream.concat(muted(), Stream.concat(events(SEQUENCES, i -> event("delete", "second-" + i)), kept("later-", SPOOLED))));
    awaitDelivered(2 * SPOOLED + SEQUENCES);
    stop();

    startEngine(); // the newer version again
    feed(Stream.concat(muted(), kept("last-", 10)));
    awaitDelivered(2 * SPOOLED + SEQUENCES + 10);
    kill();

    assertDelivered();
    assertHistory(segment);
    assertWaiting();
    assertTrue(new String(Files.readAllBytes(folder.resolve("memory/k8s_audit.memory")), UTF_8).contains(LATER_BLOCK));
    try (Stream<Path> mutes = Files.list(folder.resolve("rules.d"))) {
      assertEquals(MUTES, mutes.count());
    }
  }

  private void assertDelivered() {
    Set<String> expected = new TreeSet<>();
    IntStream.range(0, SPOOLED).forEach(i -> expected.addAll(List.of("kept kept-" + i + ".", "kept later-" + i + ".")));
    IntStream.range(0, SEQUENCES).forEach(i -> expected.add("closed first-" + i + "."));
    IntStream.range(0, 10).forEach(i -> expected.add("kept last-" + i + "."));
    List<String> arrived = deliveredNow();
    assertEquals(expected, new TreeSet<>(arrived), "mutes hide, sequences continue, and nothing is lost");
    int twice = arrived.size() - expected.size();
    System.out.println("delivered: " + arrived.size() + ", twice after the kill: " + twice);
    assertTrue(twice <= 1, "only the request that was under way at the kill may come again: " + twice);
  }

  private void assertHistory(byte[] segment) throws IOException {
    List<Long> numbers = knownNumbers();
    assertEquals(numbers.size(), new HashSet<>(numbers).size(), "each number once");
    assertEquals(HISTORY + marks + 2 * SPOOLED + SEQUENCES + 10, numbers.size(), "each alert once");
    List<ByteBuffer> later =
        StoredFrames.entries(folder.resolve("history"), ".alerts").stream().filter(entry -> entry.get(Long.BYTES) == 2).toList();
    assertEquals(1, later.size(), "and the one in a later format");
    assertFalse(numbers.contains(later.getFirst().getLong(0)));
    assertArrayEquals(segment, Files.readAllBytes(folder.resolve("history").resolve(LATER_SEGMENT)));
  }

  /** The version that knows their format finds the entries in the folder, in order. */
  private void assertWaiting() throws IOException {
    List<byte[]> waiting = StoredFrames.entries(folder.resolve("spool/newer"), ".spool").stream().map(entry -> {
      byte[] bytes = new byte[entry.remaining() - Long.BYTES];
      entry.get(Long.BYTES, bytes);
      return bytes;
    }).toList();
    assertEquals(UNKNOWN, waiting.size());
    for (int i = 0; i < UNKNOWN; i++) {
      assertArrayEquals(unknown(i), waiting.get(i));
    }
  }
}
