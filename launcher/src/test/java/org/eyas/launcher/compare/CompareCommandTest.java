package org.eyas.launcher.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {
  @TempDir private Path folder;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  private static String alert(int second, String rule, String command) {
    return "{\"hostname\":\"shop\",\"output\":\"" + rule + " by " + command + "\",\"time\":\"00:00:0" + second + "\",\"rule\":\""
        + rule
        + "\",\"output_fields\":{\"proc.cmdline\":\"" + command + "\"}}\n";
  }

  private boolean json;

  private int compared(List<String> ignored, String first, String second) throws IOException {
    printed.reset();
    String a = Files.writeString(folder.resolve("a"), first).toString();
    String b = Files.writeString(folder.resolve("b"), second).toString();
    return new CompareCommand(new PrintStream(printed, true, StandardCharsets.UTF_8), ignored, json).files(a, b);
  }

  private String out() {
    return printed.toString(StandardCharsets.UTF_8).replace(folder + "/", "");
  }

  @Test
  void theOrderAndOtherLinesDoNotCount() throws IOException {
    String one = alert(1, "Shell", "sh");
    String two = alert(2, "Shell", "sh");
    assertEquals(0, compared(List.of(), one + two + "Events detected: 2\n", two + one));
    assertEquals("2 alerts are equal, 0 differ; only in a: 0, only in b: 0\n", out());
  }

  @Test
  void theNumberOfEqualAlertsCounts() throws IOException {
    String one = alert(1, "Shell", "sh");
    assertEquals(1, compared(List.of(), one + one, one));
    assertEquals("Only in a:\n  00:00:01 Shell | Shell by sh\n1 alerts are equal, 0 differ; only in a: 1, only in b: 0\n", out());
  }

  @Test
  void jsonHasTheAlertsAndTheKeysThatDiffer() throws IOException {
    json = true;
    String one = alert(1, "Shell", "sh");
    assertEquals(1,
        compared(List.of("output"), one + alert(2, "Shell", "sh") + alert(3, "Shell", "sh"), one + alert(2, "Shell", "ash")));
    assertEquals(
        "{\"equal\":1,\"only_first\":[{\"hostname\":\"shop\",\"output_fields.proc.cmdline\":\"sh\",\"rule\":\"Shell\","
            + "\"time\":\"00:00:03\"}],\"only_second\":[],\"differing\":[{\"first\":{\"hostname\":\"shop\","
            + "\"output_fields.proc.cmdline\":\"sh\",\"rule\":\"Shell\",\"time\":\"00:00:02\"},\"second\":{\"hostname\":\"shop\","
            + "\"output_fields.proc.cmdline\":\"ash\",\"rule\":\"Shell\",\"time\":\"00:00:02\"},"
            + "\"keys\":[\"output_fields.proc.cmdline\"]}]}\n",
        out());
  }

  @Test
  void anAlertOfOneSideOnlyIsNamed() throws IOException {
    assertEquals(1, compared(List.of(), alert(1, "Shell", "sh"), alert(2, "Shell", "sh")));
    assertTrue(out().startsWith("Only in a:\n  00:00:01 Shell | Shell by sh\nOnly in b:\n  00:00:02 Shell"), this::out);
  }

  @Test
  void ofAlertsOfTheSameTimeAndRuleTheMostSimilarAreCompared() throws IOException {
    String first = alert(1, "Shell", "sh -a") + alert(1, "Shell", "sh -b");
    String second = alert(1, "Shell", "sh -b").replace("shop", "other") + alert(1, "Shell", "sh -a").replace("shop", "other");
    assertEquals(1, compared(List.of(), first, second));
    assertTrue(out().startsWith("Differs: 00:00:01 Shell\n  hostname\n    - \"shop\"\n    + \"other\"\nDiffers"), this::out);
    assertEquals(0, compared(List.of("hostname"), first, second));
  }

  @Test
  void anAbsentFieldEqualsOneWithoutAValue() throws IOException {
    String without = alert(1, "Shell", "sh");
    String nulled = without.replace("\"sh\"}", "\"sh\",\"user.name\":null}");
    assertEquals(0, compared(List.of(), without, nulled));
    assertEquals(1, compared(List.of(), without, without.replace("\"sh\"}", "\"sh\",\"user.name\":\"root\"}")));
    assertTrue(out().contains("  output_fields.user.name\n    - absent\n    + \"root\"\n"), this::out);
  }

  @Test
  void aTextThatIsNotJsonSaysWhatIsMissing() throws IOException {
    assertEquals(1, compared(List.of(), "00:00:01: Notice Shell\n", alert(1, "Shell", "sh")));
    assertTrue(out().endsWith("a has no alerts in JSON: run with -o json_output=true\n"), this::out);
    IOException torn = assertThrows(IOException.class, () -> compared(List.of(), "{\"time\":\n", ""));
    assertTrue(torn.getMessage().startsWith(folder + "/a:1: not an alert in JSON"), torn::getMessage);
  }

  @Test
  void bothReplayTheCaptureWithTheSameOptions() throws Exception {
    script("place/falco", "echo '{\"rule\":\"'\"$*\"'\"}'");
    script("home/bin/eyas", "echo '{\"rule\":\"'\"$*\"'\"}'");
    ReplayPair replays = new ReplayPair(folder.resolve("home"), "/nowhere:" + folder.resolve("place"), folder);
    String falco = Files.readString(replays.run("x.scap", List.of("-r", "rules.yaml")).falco());
    assertTrue(falco.contains("-o engine.replay.capture_file=x.scap") && falco.contains("-r rules.yaml"), falco);
    String eyas = Files.readString(folder.resolve("eyas.jsonl"));
    assertEquals(falco, eyas.replaceAll(" -o (eyas\\.|grpc)[^ ]*", ""));
  }

  @Test
  void theAlertsOfAReplayReachNoOutputThatTheConfigurationCanEnable() throws Exception {
    script("falco", "");
    script("bin/eyas", "echo '{\"rule\":\"'\"$*\"'\"}'");
    String eyas = Files.readString(new ReplayPair(folder, folder.toString(), folder).run("x.scap", List.of()).eyas());
    Matcher keys =
        Pattern.compile("`([a-z._]*_output\\.enabled)`").matcher(Files.readString(Path.of("../docs/configuration.md")));
    int outputs = 0;
    for (; keys.find(); outputs++) {
      assertTrue(eyas.contains("-o " + keys.group(1) + "=" + keys.group(1).startsWith("stdout")), keys.group(1));
    }
    assertTrue(outputs >= 7, "the list of keys has the outputs");
    assertTrue(eyas.contains("-o eyas.http_outputs=[]") && eyas.contains("-o eyas.bundles.directory=\""), eyas);
  }

  @Test
  void manyAlertsOfOneTitleThatAllDifferArePairedInTime() throws IOException {
    StringBuilder first = new StringBuilder();
    StringBuilder second = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      first.append(alert(1, "Shell", "sh -a" + i));
      second.append(alert(1, "Shell", "sh -b" + i));
    }
    assertTimeout(Duration.ofMinutes(2), () -> compared(List.of(), first.toString(), second.toString()));
    assertTrue(out().endsWith("0 alerts are equal, 20000 differ; only in a: 0, only in b: 0\n"), "all are paired");
  }

  @Test
  void aReplayThatFailsOrIsMissingIsNamed() throws Exception {
    ReplayPair without = new ReplayPair(folder, "/nowhere", folder);
    assertTrue(failure(without).startsWith("there is no falco on the PATH: install it"), failure(without));
    script("place/falco", "echo 'Error: no rules' >&2; exit 1");
    assertEquals(folder + "/place/falco ended with 1: Error: no rules",
        failure(new ReplayPair(folder, folder.resolve("place").toString(), folder)));
  }

  private static String failure(ReplayPair replays) {
    return String.valueOf(assertThrows(IOException.class, () -> replays.run("x.scap", List.of())).getMessage());
  }

  private void script(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
