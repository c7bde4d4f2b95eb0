package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The commands for a running engine, as shipped. */
@Timeout(180)
class ControlTest extends ControlledEngine {
  @Test
  void everyListIsATableAndAnObjectForEachThing() throws Exception {
    startEngine();
    feedAndAwait(3);
    assertTrue(answer("bundles").startsWith("NAME "));
    assertTrue(answer("bundles", "list", "--json").contains("{\"name\":\"org.eyas.control\",\"version\":"));
    String rules = answer("rules");
    assertTrue(rules.matches(
        "(?s)STATE +MATCHES .*\nenabled +3 .* Opened a file\ndisabled +0 .* Never +its document has 'enabled: false'\n"), rules);
    assertTrue(answer("rules", "show", "Opened a file").contains("\ndescription: something was opened\n"));
    assertTrue(answer("rules", "--json").contains("\"tags\":[\"first\",\"second\"]"));
    assertTrue(answer("outputs").contains("\nstdout"));
    String alerts = answer("alerts", "-n", "2");
    assertTrue(alerts.matches("(?s)NUMBER .*\n2 .*opened /f/2\n3 .*Opened a file +opened /f/3\n"), alerts);
    assertTrue(answer("alerts", "--last", "1", "--json").startsWith("{\"number\":3,\"time\":\"2023-"), alerts);
    assertTrue(answer("alerts", "show", "2").contains("message: "));
    String top = answer("top", "--count", "2", "--interval", "1");
    assertTrue(top.matches("(?s)Eyas .*\n\nTIME .* opened /f/3\n.*\n\nEyas .* opened /f/1\n"), top);
    assertTrue(answer("top", "--count", "1", "--json").contains("\"fired_in_the_last_minute\":0"));
    assertTrue(answer("config", "get", "json_output").equals("false  # " + config() + ":2\n"));
    assertTrue(answer("audit").startsWith("TIME "));
  }

  @Test
  void topFindsAnAlertThatIsOlderThanSixHundredOthers() throws Exception {
    startEngine();
    feedAndAwait(601);
    String top = answer("top", "--count", "1", "--interval", "1", "--query", "evt.arg.name:/f/1");
    assertTrue(top.matches("(?s)Eyas .*\n\nTIME [^\n]*\n[^\n]* opened /f/1\n"), top);
    assertTrue(usageError("top", "--query", "priority>=loud").contains("is not a priority"));
  }

  @Test
  void aMuteOfAnAlertIsTriedAddedAndRecorded() throws Exception {
    Files.createDirectory(folder.resolve("rules.d"));
    engine.write("rules.d/more.yaml", "- macro: never\n  condition: evt.type = open\n");
    startEngine("-r", "rules.d");
    feedAndAwait(2);
    String[] words = answer("alerts", "--json").lines().filter(line -> line.contains("opened /f/2")).findFirst().orElseThrow()
        .split("[:,]", 3);
    String number = words[1];
    String trial = answer("mute", "try", number, "--fields", "evt.arg.name", "--json");
    assertTrue(trial.contains("\"fields\":[\"evt.arg.name=/f/2\"]") && trial.contains("\"hidden_alike\":1"), trial);
    assertTrue(
        usageError("mute", "try", number, "--fields", "proc.nose").contains("'proc.nose' cannot mute this alert; possible are"));
    assertTrue(usageError("mute", "add", number).contains("say why: eyas mute add NUMBER --reason TEXT"));
    assertTrue(refusal("mute", "add", number, "--reason", " ").contains("needs a reason"));
    assertTrue(usageError("mute", "add", number, "--reason", "r", "--for", "400d").contains("can be at most"));
    Program.Result added =
        eyas("mute", "add", number, "--fields", "evt.arg.name", "--reason", "a test", "--owner", "ann", "--for", "2h");
    assertEquals(0, added.exitCode(), added::toString);
    assertTrue(added.out().startsWith("Muted until "), added.out());
    assertTrue(added.err().contains("these fields name no program"), added.err());
    String mutes = answer("mute", "--json");
    assertTrue(mutes.contains("\"owner\":\"ann\",\"reason\":\"a test\",\"until\":\""), mutes);
    assertTrue(answer("audit").contains("mute alerts"));
  }

  @Test
  void mutesAreListedAndEnded() throws Exception {
    Files.createDirectory(folder.resolve("rules.d"));
    engine.write("rules.d/more.yaml", "- macro: never\n  condition: evt.type = open\n");
    engine.write(
        "rules.d/zz-mute-m1.yaml",
        """
        # Owner: ann
        # Reason: a test
        - rule: Opened a file
          exceptions:
            - {name: 'mute m1 until 2199-01-01T00:00:00Z', fields: [evt.arg.name], comps: ['='], values: [['/f/2']]}
          override: {exceptions: append}
        """);
    startEngine("-r", "rules.d");
    capture.feed(3);
    engine.await("out", "opened /f/", 2);
    String mutes = answer("mute", "--json");
    assertTrue(mutes.contains("\"mute\":\"m1\",\"rule\":\"Opened a file\",\"fields\":[\"evt.arg.name=/f/2\"],\"owner\":\"ann\""),
        mutes);
    assertTrue(mutes.contains("\"hidden\":1"), mutes);
    assertFalse(engine.read("out").contains("opened /f/2"));
    assertEquals("The mute m1 is ended; its file is removed.\n", answer("mute", "end", "m1"));
    assertFalse(Files.exists(folder.resolve("rules.d/zz-mute-m1.yaml")));
    assertFalse(answer("mute").contains("m1"), "the command waits until the engine has read its rules again");
    assertTrue(refusal("mute", "end", "m1").contains("there is no mute m1"));
    assertTrue(answer("audit").contains("end mute"));
  }

  @Test
  void alertsAreFollowedWhileTheyFlow() throws Exception {
    startEngine();
    Process follower =
        Program.eyas("alerts", "follow", "--socket", socket().toString())
            .start(folder.resolve("followed"), folder.resolve("follower.err"));
    try {
      engine.await(
          "a follower",
          () -> {
            feedAndAwait(1);
            return engine.count("followed", "opened") > 0;
          });
      int before = capture.events();
      feedAndAwait(500);
      engine.await("followed", "opened /f/" + (before + 500), 1);
      List<String> seen = engine.lines("followed").stream().map(line -> line.replaceAll(".*opened /f/", "")).toList();
      int first = Integer.parseInt(seen.getFirst());
      for (int i = 0; i < seen.size(); i++) {
        assertEquals(first + i, Integer.parseInt(seen.get(i)), "none is missing and none comes twice");
      }
      follower.destroy();
      assertTrue(follower.waitFor(20, TimeUnit.SECONDS));
      assertEquals("", engine.read("follower.err"));
    } finally {
      follower.destroyForcibly();
    }
  }

  @Test
  void aRuleIsSwitchedInTheFileAndInTheEngine() throws Exception {
    startEngine();
    feedAndAwait(2);
    assertEquals(
        "Rule Opened a file is disabled; that is saved in " + config() + ".\n", answer("rules", "disable", "Opened a file"));
    assertTrue(engine.read("eyas.yaml").startsWith("# of this test\njson_output: false # text\n"), engine.read("eyas.yaml"));
    assertTrue(engine.read("eyas.yaml").endsWith("rules:\n  - disable:\n      rule: Opened a file\n"), engine.read("eyas.yaml"));
    int silent = CaptureFeed.BATCH + 100;
    capture.feed(silent);
    answer("rules", "enable", "Opened a file");
    assertTrue(engine.read("eyas.yaml").contains("  - {enable: {rule: Opened a file}}\n"), engine.read("eyas.yaml"));
    engine.await(
        "an alert of the rule that is enabled again",
        () -> {
          capture.feed(CaptureFeed.BATCH);
          return engine.count("out", "opened /f/") > 2;
        });
    int alerts = engine.count("out", "opened /f/");
    assertTrue(alerts > 2 && alerts < capture.events(), alerts + " of " + capture.events());
    assertEquals("Error: there is no rule 'Nowhere'; eyas rules lists them\n", refusal("rules", "disable", "Nowhere"));
    String audit = answer("audit");
    assertTrue(audit.matches("(?s).* cli:uid [0-9]+ pid [0-9]+( login [0-9]+)? +true +disable rule +Opened a file\n.*"), audit);
    assertTrue(audit.matches("(?s).* false +disable rule +Nowhere\n"), audit);
  }

  @Test
  void keyIsSavedUnlessItIsInvalid() throws Exception {
    startEngine();
    answer("config", "set", "json_output", "true");
    assertEquals(1, count(engine.read("eyas.yaml"), "json_output: true # text"), engine.read("eyas.yaml"));
    capture.feed(1);
    engine.await("out", "\"output\":", 1);
    String before = engine.read("eyas.yaml");
    assertTrue(refusal("config", "set", "priority", "quiet").startsWith("Error: "));
    assertTrue(refusal("config", "set", "rules[]", "{}").startsWith("Error: "));
    assertTrue(refusal("config", "set", "json_output", "maybe").contains("'json_output' must be true or false, not 'maybe'"));
    assertTrue(refusal("config", "set", "json_ouput", "true").contains("unknown key 'json_ouput' (did you mean 'json_output'?)"));
    String unlisted = refusal("config", "set", "static_fields.path", "${PATH}");
    assertTrue(unlisted.contains("the environment variable PATH, which eyas.environment does not list"), unlisted);
    Files.writeString(folder.resolve("reads.yaml"), "engine: {kind: \"${PATH}\"}\n");
    assertFalse(refusal("config", "check", "reads.yaml").contains("/bin"), "a check quotes no variable either");
    assertEquals(before, engine.read("eyas.yaml"));
    Program.Result overridden = eyas("config", "set", "stdout_output.enabled", "false");
    assertEquals(0, overridden.exitCode());
    String reported = "'stdout_output.enabled' has no effect: -o stdout_output.enabled=true overrides it";
    assertTrue(overridden.err().contains(reported), overridden::err);
    Files.writeString(folder.resolve("other.yaml"), "jsn_output: true\n");
    assertTrue(refusal("config", "check", "other.yaml")
        .contains("other.yaml:1: unknown key 'jsn_output' (did you mean 'json_output'?)"));
    Files.writeString(folder.resolve("other.yaml"), "json_output: true\n");
    assertEquals("other.yaml is valid: the engine can run with it.\n", answer("config", "check", "other.yaml"));
    answer("config", "set", "http_output.url", "https://hooks.example.org/secret");
    assertFalse(engine.read("audit.jsonl").contains("hooks"), engine.read("audit.jsonl"));
    assertTrue(engine.read("audit.jsonl").contains("\"detail\":\"json_output=true\",\"done\":true"), engine.read("audit.jsonl"));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("audit.jsonl"))));
  }

  @Test
  void completenessIsShownForEachRuleAndForEachOfItsMinutes() throws Exception {
    startEngine();
    engine.await("counted events", () -> {
      capture.feed(CaptureFeed.BATCH);
      return answer("completeness", "--json").matches("(?s)\\{\"rule\":\"Opened a file\",.*\"expected\":[1-9].*");
    });
    String rules = answer("completeness", "--since", "15m");
    assertTrue(rules.matches("(?s)EXPECTED +SEEN +LOST .*\n[1-9]\\d* +[1-9]\\d* +0 .* Opened a file\n"), rules);
    String minutes = answer("completeness", "Opened a file", "--json");
    assertTrue(minutes.contains("\"causes\":{}") && minutes.contains("\"minute\":\"20"), minutes);
    String none = "Error: there is no enabled rule 'Never'; eyas rules lists them\n";
    assertEquals(none, refusal("completeness", "Never"));
    assertTrue(usageError("alerts", "-q", "priority>=loud").contains("is not a priority"));
    assertTrue(usageError("alerts", "show", "first").contains("'first' is not the number of an alert"));
    assertTrue(usageError("alerts", "--before", "first").contains("option --before needs the number of an alert"));
    assertTrue(usageError("alerts", "-n", "0").contains("option --last needs a whole number from 1 to 10000, not '0'"));
    assertTrue(usageError("completeness", "--since", "1w").contains("option --since needs a length of time"));
    String pushdown = "No events stay in the kernel: no driver monitors the system calls of this machine.\n";
    assertEquals(pushdown, answer("sources", "pushdown"));
  }

  @Test
  void aRulesFileIsCheckedBesideTheOthers() throws Exception {
    startEngine();
    Files.writeString(folder.resolve("good.yaml"), "- list: l\n  items: [a]\n- macro: m\n  condition: fd.name in (l)\n");
    assertTrue(answer("rules", "check", "good.yaml").endsWith("good.yaml is valid.\n"));
    Files.writeString(
        folder.resolve("bad.yaml"), "- rule: b\n  desc: d\n  condition: evt.tpe = open\n  output: o\n  priority: INFO\n");
    Program.Result bad = eyas("rules", "check", "bad.yaml");
    assertEquals(1, bad.exitCode());
    assertTrue(bad.out().startsWith("bad.yaml:") && bad.out().contains("evt.tpe"), bad::toString);
    assertTrue(refusal("rules", "check", "nowhere.yaml").startsWith("Error: cannot read nowhere.yaml"));
  }

  @Test
  void rulesAreTriedOnEventsThatTheJournalKeeps() throws Exception {
    startEngine();
    Files.writeString(
        folder.resolve("new.yaml"),
        "- rule: Opened 7\n  desc: d\n  condition: evt.type = openat and evt.arg.name endswith 7\n  output: seven %evt.arg.name\n"
            + "  priority: INFO\n");
    assertTrue(refusal("rules", "try", "new.yaml").startsWith("Error: "));
    answer("journal", "record", "--mb", "4");
    for (int i = 0; i < 100 && answer("journal").matches("(?s).*\nevents: +0\n.*"); i++) {
      capture.feed(CaptureFeed.BATCH);
    }
    feedAndAwait(CaptureFeed.BATCH);
    assertTrue(answer("journal").contains("since the recording started"), () -> engine.read("err"));
    String trial = answer("rules", "try", "new.yaml", "--rule", "Opened 7", "-n", "3");
    assertTrue(trial.contains("seven /f/") && count(trial, "seven") == 3, trial);
    assertEquals(0, engine.count("out", "seven"));
    answer("journal", "clear");
    feedAndAwait(CaptureFeed.BATCH); // the loop discards them after its batch
    assertTrue(refusal("rules", "try", "new.yaml").startsWith("Error: "));
    assertEquals(4, count(answer("audit"), " journal"));
  }

  @Test
  void anOutputIsTestedAndHealthIsAScriptsAnswer() throws Exception {
    startEngine();
    answer("outputs", "test", "stdout");
    engine.await("out", "This is a test of the output 'stdout'.", 1);
    answer("outputs", "reopen", "stdout");
    assertTrue(refusal("outputs", "test", "nowhere").startsWith("Error: "));
    assertTrue(answer("health").startsWith("Healthy.\n"), answer("health"));
    String sources = answer("sources");
    assertTrue(sources.startsWith("SOURCE ") && sources.contains("\nsyscall "), sources);
    assertTrue(refusal("sources", "use", "nowhere").startsWith("Error: "));
    assertEquals(4, count(answer("audit"), "test output"));
  }

  @Test
  void aBundleIsInstalledAndRemoved() throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "skipped: only root can put a jar into the watched folder");
    startEngine();
    Path jar = Dist.home().resolve("bundles/org.eyas.output.file.jar");
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    BundleJar.of(jar).versioned("9.0.7").to(elsewhere, "file.jar");
    assertEquals(
        "org.eyas.output.file 9.0.7 is installed and active.\n", answer("bundles", "install", "elsewhere/file.jar"));
    assertTrue(Files.exists(folder.resolve("bundles.d/file.jar")));
    assertTrue(answer("bundles").matches("(?s).*\norg.eyas.output.file +9.0.7 +active +file.jar\n.*"));
    Files.delete(elsewhere.resolve("file.jar"));
    BundleJar.of(jar).versioned("9.0.8").importing("org.nowhere").to(elsewhere, "file.jar");
    String refused = refusal("bundles", "install", "elsewhere/file.jar");
    assertTrue(refused.contains("needs the package org.nowhere") && count(refused, "") == 1, refused);
    assertTrue(answer("bundles").matches("(?s).*\norg.eyas.output.file +9.0.7 +active +file.jar\n.*"));
    answer("bundles", "remove", "org.eyas.output.file");
    assertTrue(answer("bundles").matches("(?s).*\norg.eyas.output.file +0.2.0.SNAPSHOT +active\n.*"));
    answer("bundles", "stop", "output-file");
    assertTrue(answer("bundles").matches("(?s).*\norg.eyas.output.file +0.2.0.SNAPSHOT +resolved\n.*"));
    answer("bundles", "start", "output-file");
    assertTrue(refusal("bundles", "stop", "org.eyas.core").contains("is part of the base"));
    assertTrue(refusal("bundles", "stop", "control").contains("because it serves this command"));
    feedAndAwait(2);
    assertEquals(14, count(answer("audit"), " bundle "));
  }

  @Test
  void anotherUserIsRefusedByTheFileAndWhereThatIsOpenByTheEngine() throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "skipped: only root can be another user");
    startEngine();
    answer("audit");
    open(folder);
    Program.Result byFile = asNobody();
    boolean runs = byFile.err().startsWith("Error: no permission");
    assumeTrue(runs || !byFile.err().matches("(?s).*(failed to execute|needs Java).*"), "skipped: nobody cannot run this build");
    assertEquals(1, byFile.exitCode());
    assertTrue(byFile.err().contains("no permission for " + socket() + ": only root may control this engine"), byFile::err);
    open(socket().getParent());
    open(socket());
    Program.Result byEngine = asNobody();
    assertEquals("Error: no permission: only root may control this engine\n", byEngine.err());
    assertEquals(1, byEngine.exitCode());
    engine.await("err", "nobody may not use the control socket and was refused", 1);
  }

  private static void open(Path path) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));
  }

  private Program.Result asNobody() throws IOException, InterruptedException {
    String program = Dist.home().resolve("bin/eyas").toString();
    return Program.of("runuser", "-u", "nobody", "--", program, "audit", "--socket", socket().toString()).run();
  }

  @Test
  void saysThatNoEngineRuns() throws Exception {
    Program.Result none = eyas("alerts");
    assertEquals(5, none.exitCode(), none::toString);
    assertEquals(
        "Error: no running engine can be reached at " + socket() + "; the service: systemctl status eyas, its log: journalctl -u"
            + " eyas; an engine with another socket: --socket\n",
        none.err());
    startEngine();
    answer("audit");
    engine.process().destroyForcibly().waitFor();
    assertTrue(Files.exists(socket()), "the socket of a dead engine");
    assertEquals(none, eyas("alerts"));
    capture.close();
    Files.delete(capture.pipe());
    capture = CaptureFeed.in(folder);
    startEngine();
    answer("audit");
    assertEquals("Error: there is no 'eyas rules enble'; did you mean 'enable'?\n", usageError("rules", "enble", "x"));
    assertEquals("Error: there is no 'eyas rules frob'; see eyas rules --help\n", usageError("rules", "frob"));
  }

  @Test
  void aSecondEngineOfTheSameNameSaysSoAndRuns() throws Exception {
    startEngine();
    answer("audit");
    String sample = Dist.home().resolve("lib/train/sample.scap.gz").toString();
    Program.Result second = Program.eyas("-c", config().toString(), "-r", "rules.yaml", "-e", sample).in(folder).run();
    assertEquals(0, second.exitCode(), second::err);
    assertTrue(second.err().contains("another engine serves " + socket()), second::err);
    answer("audit");
  }

  @Test
  void replayDoesNotUseTheDefaultSocket() throws Exception {
    Files.writeString(config(), engine.read("eyas.yaml").replaceAll("socket: .*", "socket: /run/eyas/control.sock"));
    startEngine("-o", "eyas.audit.file=" + folder.resolve("audit.jsonl"));
    feedAndAwait(1);
    Program.Result result = Program.eyas("bundles", "--json", "--socket", "/run/eyas/control.sock").run();
    assertFalse(result.exitCode() == 0 && result.out().contains(folder.toString()), result::out);
    assertFalse(Files.exists(socket()));
  }

  @Test
  void bashCompletesActionsAndNames() throws Exception {
    startEngine();
    answer("audit");
    assertEquals("disable", complete("rules", "dis"));
    assertEquals("Opened\\ a\\ file", complete("rules", "disable", "Op"));
    assertEquals("Never", complete("rules", "enable", ""));
    assertEquals("--last", complete("alerts", "--la"));
    assertEquals("rules", complete("rul"));
  }

  private String complete(String... words) throws IOException, InterruptedException {
    Path eyas = folder.resolve("eyas");
    if (!Files.exists(eyas)) {
      // As if the engine were at its default socket.
      Tools.script(eyas, "exec '" + Dist.home().resolve("bin/eyas") + "' \"$@\" --socket '" + socket() + "'\n");
    }
    StringBuilder quoted = new StringBuilder();
    for (String word : words) {
      quoted.append(" '").append(word).append("'");
    }
    String script =
        "source '" + Dist.home().resolve("share/bash-completion/completions/eyas") + "'; COMP_WORDS=('" + eyas + "'" + quoted
            + "); COMP_CWORD=" + words.length + "; _eyas; printf '%s\\n' \"${COMPREPLY[@]}\"";
    Program.Result result = Program.of("bash", "-c", script).run();
    assertEquals("", result.err());
    return result.out().strip();
  }
}
