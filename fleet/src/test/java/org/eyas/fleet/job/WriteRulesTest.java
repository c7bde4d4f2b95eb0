package org.eyas.fleet.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteRulesTest {
  @TempDir Path folder;

  private static String fault(String... arguments) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertEquals(1, WriteRules.run(List.of(arguments), new PrintStream(out, true, StandardCharsets.UTF_8)));
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void twoFilesWithOneNameAreRefused() throws Exception {
    Path one = Files.writeString(Files.createDirectory(folder.resolve("one")).resolve("fleet.yaml"), "[]");
    Path two = Files.writeString(Files.createDirectory(folder.resolve("two")).resolve("fleet.yaml"), "[]");
    assertEquals(
        "'fleet.yaml' is named twice; the topic has one rule file for each name\n",
        fault("--bootstrap-servers", "k:9092", one.toString(), two.toString()));
  }

  @Test
  void aMissingFileIsOneLine() throws Exception {
    assertEquals(
        folder + " is not a file; name rule files after the options\n",
        fault("--bootstrap-servers", "k:9092", folder.toString()));
    assertEquals(
        "name rule files after the options, or --remove and names of files in the topic\n",
        fault("--bootstrap-servers", "k:9092"));
  }

  @Test
  void brokersThatCannotBeReachedAreOneLine() throws Exception {
    String line = fault("--bootstrap-servers", "no port", "--remove", "fleet.yaml");
    assertTrue(
        line.startsWith("topic 'eyas-rules' cannot be read from no port; look at --bootstrap-servers and --properties: "), line);
    assertEquals(1, line.lines().count(), line);
  }
}
