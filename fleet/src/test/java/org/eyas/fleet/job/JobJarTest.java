package org.eyas.fleet.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eyas.fleet.trial.TestRules;
import org.junit.jupiter.api.Test;

/** The programs that people start from the jar of the job, without Flink. */
class JobJarTest {
  private static final String RULES = "../deploy/fleet/rules/fleet.yaml";

  private static Path jar() throws IOException {
    try (var files = Files.list(Path.of("target"))) {
      return files.filter(file -> file.toString().endsWith("-job.jar")).findFirst().orElseThrow();
    }
  }

  private static String run(int code, Class<?> program, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(ProcessHandle.current().info().command().orElse("java"), "-cp", jar().toString(), program.getName()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(code, process.waitFor(), output);
    return output;
  }

  @Test
  void rulesAreTested() throws Exception {
    String output = run(0, TestRules.class, RULES, "src/test/rules/fleet_test.yaml");
    assertTrue(output.matches("([0-9]+) of \\1 tests passed\n"), output);
  }

  @Test
  void rulesAreWritten() throws Exception {
    String output = run(1, WriteRules.class, "--bootstrap-servers", "no port", RULES);
    assertTrue(output.matches("topic 'eyas-rules' cannot be read from no port; .*\n"), output);
  }
}
