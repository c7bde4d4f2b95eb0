package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The report for auditors about two runs of the program, the first of which was killed, while no engine runs. */
@Timeout(300)
class AuditorReportTest {
  private static final String HOSTILE = "<script>alert(1)</script>";
  private static final Pattern HEAD = Pattern.compile("eyas\\.(\\w+)_head=\"?([0-9a-f]{64})");
  private static final String RULE = """
      - rule: secret read
        desc: d
        source: k8s_audit
        condition: ka.target.resource = secrets and ka.verb = %s
        output: "read %%ka.target.name (name=%%ka.target.name)"
        priority: INFO
      """;

  @TempDir private Path folder;
  @AutoClose private final EyasRun eyas = new EyasRun(() -> folder);

  @BeforeEach
  void write() throws IOException {
    Files.createDirectory(folder.resolve("rules.d"));
    eyas.write("rules.yaml", "[]\n");
    eyas.write("rules.d/one.yaml", RULE.formatted("get"));
    eyas.write(AuditEvents.FILE, AuditEvents.event("08:00", "ann", "get", HOSTILE));
  }

  private List<String> records() {
    return List.of("-o", "eyas.alert_history.directory=" + folder.resolve("history"), "-o",
        "eyas.evidence.file=" + folder.resolve("evidence/journal.jsonl"), "-o",
        "eyas.audit.file=" + folder.resolve("audit.jsonl"));
  }

  private String socket() {
    return folder.resolve("socket").toString();
  }

  private void start() throws IOException {
    eyas.start(
        AuditEvents.reader(folder, "").and(records()).and("-r", "rules.d", "-o", "watch_config_files=false")
            .and("-o", "eyas.control.socket=" + socket(), "-o", "eyas.heartbeat.interval=1s"));
    eyas.await("the control socket", () -> answers("status"));
  }

  private boolean answers(String command) throws Exception {
    return Program.eyas(command, "--socket", socket()).run().exitCode() == 0;
  }

  private Program.Result command(String... words) throws Exception {
    return Program.eyas(words).and("--socket", socket()).run();
  }

  private Program.Result report(String... words) throws Exception {
    return Program.eyas("report").and(words).and(records()).run();
  }

  private void awaitLines(String kind, int times) {
    eyas.await(kind, () -> eyas.read("evidence/journal.jsonl").split("\"kind\":\"" + kind + "\"", -1).length > times);
  }

  private Set<String> sentHeads() throws IOException {
    Set<String> heads = new TreeSet<>();
    for (String line : eyas.lines("out", "Eyas runs")) {
      for (Matcher head = HEAD.matcher(line); head.find();) {
        heads.add(head.group(2));
      }
    }
    return heads;
  }

  private void runTwice() throws Exception {
    start();
    awaitLines("rules", 1);
    eyas.await("an alert", () -> eyas.read("out").contains("read "));
    eyas.await("the history", () -> command("alerts", "--json").out().contains("secret read"));
    String number = command("alerts", "--json", "--query", "rule:\"secret read\"").out().split("[:,]", 3)[1];
    Program.Result muted =
        command("mute", "add", number, "--fields", "ka.target.name", "--reason", "nightly <b>backup</b>", "--owner",
            "ann");
    assertEquals(0, muted.exitCode(), muted::toString);
    eyas.await("the mute", () -> eyas.read("evidence/journal.jsonl").contains("nightly <b>backup</b>"));
    eyas.write("rules.d/one.yaml", RULE.formatted("list"));
    assertEquals(0, command("reload").exitCode());
    awaitLines("rules", 2);
    eyas.process().destroyForcibly().waitFor();
    start();
    awaitLines("start", 2);
    awaitLines("rules", 3);
    eyas.await("heads", () -> sentHeads().size() >= 3);
    eyas.process().destroy();
    eyas.awaitEnd();
  }

  private static List<JsonObject> rows(JsonObject report, String section) {
    JsonArray rows = report.getAsJsonArray(section);
    List<JsonObject> all = new ArrayList<>();
    rows.forEach(row -> all.add(row.getAsJsonObject()));
    return all;
  }

  private static List<String> texts(JsonObject report, String section, String member) {
    return rows(report, section).stream().map(row -> row.get(member).getAsString()).toList();
  }

  private String secondRule() {
    return eyas.read("evidence/journal.jsonl").lines().filter(line -> line.contains("\"kind\":\"rules\"")).reduce((a, b) -> b)
        .orElseThrow().replaceFirst(".*\"digest\":\"(\\w+)\".*", "$1");
  }

  @Test
  void theReportShowsRunsGapsRulesMutesAndChangesAndEveryEditIsFound() throws Exception {
    String before = Instant.now().toString();
    runTwice();
    Program.Result page = report("--from", before);
    assertEquals(0, page.exitCode(), page::toString);
    assertFalse(page.out().contains("<script") || page.out().contains("<b>"), page::out);
    assertTrue(page.out().contains("&lt;script&gt;alert(1)&lt;/script&gt;"), page::out);
    assertTrue(page.out().contains("nightly &lt;b&gt;backup&lt;/b&gt;"), page::out);

    JsonObject report = JsonParser.parseString(report("--from", before, "--format", "json").out()).getAsJsonObject();
    assertEquals(
        List.of("report", "version", "host", "eyas_version", "made", "from", "to", "integrity", "running", "gaps", "losses",
            "rules",
            "completeness", "changes", "mutes", "controls"),
        List.copyOf(report.keySet()));
    assertEquals(List.of("ended without a line about its end, as after a kill or a loss of power", "stopped in order"),
        texts(report, "running", "end"));
    List<String> gaps = texts(report, "gaps", "reason");
    assertTrue(gaps.size() == 3 && gaps.get(1).contains("as after a kill") && gaps.get(2).equals("the engine was stopped"),
        gaps::toString);
    List<String> digests = texts(report, "rules", "digest");
    assertEquals(secondRule(), digests.getLast());
    assertTrue(digests.size() >= 3 && !digests.getFirst().equals(digests.getLast()), digests::toString);
    assertTrue(rows(report, "rules").stream().anyMatch(load -> load.get("changed").toString().equals("[\"secret read\"]")));
    JsonObject mute = rows(report, "mutes").getFirst();
    assertEquals("secret read, ann", mute.get("rule").getAsString() + ", " + mute.get("owner").getAsString());
    JsonObject change = rows(report, "changes").stream().filter(row -> row.get("what").getAsString().equals("mute alerts"))
        .findFirst().orElseThrow();
    assertTrue(change.get("who").getAsString().startsWith("cli:"), change::toString);
    assertEquals(List.of("secret read"), texts(report, "completeness", "rule"));
    checkEdits();
  }

  private void checkEdits() throws Exception {
    List<String> heads = new ArrayList<>();
    sentHeads().forEach(head -> heads.addAll(List.of("--head", head)));
    assertTrue(heads.size() >= 6, heads::toString);
    String[] words = Stream.concat(Stream.of("verify"), heads.stream()).toArray(String[]::new);
    Program.Result good = report(words);
    assertEquals(0, good.exitCode(), good::toString);
    assertTrue(good.out().contains("\nThe records are intact.\n"), good::out);

    try (Stream<Path> files = Files.list(folder.resolve("history"))) {
      List<Path> segments = files.filter(file -> file.toString().endsWith(".alerts")).toList();
      byte[] bytes = Files.readAllBytes(segments.getFirst());
      bytes[bytes.length / 2] ^= 1;
      Files.write(segments.getFirst(), bytes);
      Program.Result changed = report("verify");
      assertEquals(1, changed.exitCode(), changed::toString);
      assertTrue(changed.out().contains("BROKEN " + segments.getFirst()), changed::out);
    }
    Files.delete(folder.resolve("audit.jsonl"));
    Program.Result removed = report(words);
    assertTrue(removed.out().contains("audit.jsonl: does not exist") && removed.out().contains(": no entry has it"),
        removed::out);
  }

  @Test
  void healthShowsTheHeads() throws Exception {
    start();
    awaitLines("start", 1);
    String table = command("health").out();
    assertTrue(table.matches("(?s)Healthy\\.\n.*\naudit +0{64}\nevidence +[0-9a-f]{64}\nhistory +[0-9a-f]{64}\n"), table);
    String json = command("health", "--json").out();
    assertTrue(json.contains("{\"kind\":\"record\",\"record\":\"audit\",\"head\":\"" + "0".repeat(64) + "\"}"), json);
  }

  @Test
  void twoEnginesDoNotShareAJournal() throws Exception {
    start();
    awaitLines("rules", 1);
    try (EyasRun second = new EyasRun(() -> folder)) {
      Program program = AuditEvents.reader(folder, "").and(records()).and("-r", "rules.d", "-o", "eyas.control.enabled=false");
      second.start(program.and("-o", "eyas.alert_history.directory="), folder.resolve("second.out"));
      String warning =
          folder.resolve("evidence/journal.jsonl") + " cannot be written: another process uses it; reports lack this time;";
      second.await("the warning", () -> second.err().contains(warning));
    }
    assertEquals(1, eyas.count("evidence/journal.jsonl", "\"kind\":\"start\""));
  }

  @Test
  void wrongWordsAreRefused() throws Exception {
    for (List<String> words : List.of(
        List.of("--from", "yesterday"), List.of("--from", "2026-12-02", "--to", "2026-12-01"), List.of("prove"),
        List.of("verify", "--head", "5f0c"), List.of("verify", "again"), List.of("--format", "pdf"))) {
      Program.Result refused = report(words.toArray(String[]::new));
      assertEquals(2, refused.exitCode(), words + ": " + refused);
      assertTrue(refused.err().startsWith("Error: ") && refused.err().lines().count() == 1, words + ": " + refused);
    }
    Files.createDirectory(folder.resolve("audit.jsonl"));
    Program.Result unreadable = report();
    assertEquals(1, unreadable.exitCode(), unreadable::toString);
    assertTrue(unreadable.err().contains("audit.jsonl cannot be read: "), unreadable::err);
  }

  @Test
  void withoutRecordsTheReportSaysSo() throws Exception {
    Program.Result page = report("--format", "json");
    assertEquals(0, page.exitCode(), page::toString);
    JsonObject report = JsonParser.parseString(page.out()).getAsJsonObject();
    assertEquals(List.of("no record: the engine did not run, or its journal of this time is gone"),
        texts(report, "gaps", "reason"));
    assertEquals(List.of("history", "audit", "evidence"), texts(report, "integrity", "record"));
    assertTrue(rows(report, "integrity").getFirst().get("findings").toString().contains("does not exist"), page::out);
  }
}
