package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eyas.testkit.reference.FieldDifferences;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compares the values of all printable fields, as the whole program prints them, with those of Falco 0.44.1: for real events
 * of every kind and for captures of old versions.
 *
 * <p>The known differences are in docs/field-differences.tsv, by field and with the number of values: the test fails for a
 * difference that is not listed, and for a listed one that no longer exists.
 */
class FieldParityTest {
  private static final Pattern SUMMARY =
      Pattern.compile("(\\d+) of (\\d+) values equal, \\d+ of \\d+ fields wholly, (\\d+) events not found, (\\d+) not");
  private static final Pattern DIFFERENCE = Pattern.compile("(?m)^(\\d+)/(\\d+) (\\S+)  ");

  @TempDir private Path folder;

  @Test
  void valuesOfACurrentCaptureAreThoseOfFalco() throws Exception {
    Program.Result run =
        ParityRun.replay(
            "mixed.scap.gz",
            ParityRun.rules("mixed.fields.yaml"),
            "-o", "base_syscalls.all=true",
            "-o", "json_output=true",
            "-o", "json_include_output_property=false");
    compare("mixed", "mixed.fields.jsonl.gz", run.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"cat_write", "connect_localhost", "curl_google", "curl_google_comments", "empty",
      "open-multiple-files", "ping_sendto", "single_ipv6_conn", "syscall", "test_ipv6_client"})
  void valuesOfAnOldCaptureAreThoseOfFalco(String capture) throws Exception {
    Program.Result run =
        ParityRun.replay(
            "old/" + capture + ".scap",
            ParityRun.rules("old/old.fields.yaml"),
            "-o", "json_output=true",
            "-o", "json_include_output_property=false");
    compare(capture, "old/" + capture + ".fields.jsonl.gz", run.out());
  }

  @Test
  void everyFieldThatDiffersIsOnThePageThatSaysWhy() throws Exception {
    String page = Files.readString(FieldDifferences.page());
    for (String field : FieldDifferences.fields()) {
      Pattern word = Pattern.compile("(?<![a-z0-9_.])" + Pattern.quote(field) + "(?![a-z0-9_]|\\.[a-z0-9_])");
      assertTrue(
          word.matcher(page).find(), field + " is in docs/field-differences.tsv but not in docs/compatibility.md");
    }
  }

  private void compare(String capture, String expected, String out) throws Exception {
    Path actual = Files.writeString(folder.resolve("actual.jsonl"), out);
    Program.Result compared =
        ParityRun.compareFields(ParityRun.capture(expected).toString(), actual.toString());
    Matcher summary = SUMMARY.matcher(compared.out());
    assertTrue(summary.find(), compared.out() + compared.err());
    System.out.println(capture + ": " + summary.group());
    assertEquals("0", summary.group(3), "events not found: " + compared.out());
    assertEquals("0", summary.group(4), "events not expected: " + compared.out());
    Map<String, Integer> differences = new TreeMap<>();
    DIFFERENCE.matcher(compared.out()).results().forEach(
        line -> differences.put(line.group(3), Integer.parseInt(line.group(2)) - Integer.parseInt(line.group(1))));
    assertEquals(FieldDifferences.in(capture), differences, compared.out());
  }
}
