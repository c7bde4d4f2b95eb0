package org.eyas.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which compilers of the JVM the start script uses. */
class CompilersTest {
  private static final Path SCRIPT = Path.of("../dist/src/main/dist/lib/compilers.sh").toAbsolutePath();
  private static final String ONE = "-XX:TieredStopAtLevel=1";
  private static final String BOTH = "-XX:Tier4InvocationThreshold=50000";
  private static final String NONE_OF_EYAS = "-XX:CompileCommand=exclude,org.eyas.*::*";

  @TempDir private Path folder;

  private String compilers(String... arguments) throws IOException, InterruptedException {
    return run("", arguments);
  }

  private static String run(String output, String... arguments) throws IOException, InterruptedException {
    String script = "script=$1; shift; . \"$script\"; find_compilers \"$@\"; echo \"$COMPILERS\"";
    List<String> command = new ArrayList<>(List.of("sh", "-eu", "-c", script, "sh", SCRIPT.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("EYAS_AOT_OUTPUT", output);
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertEquals(0, process.waitFor(), out);
    return Stream.of(out.split(" ")).filter(List.of(ONE, BOTH, NONE_OF_EYAS)::contains).collect(Collectors.joining(" "));
  }

  private String capture(long megabytes) throws IOException {
    Path file = folder.resolve(megabytes + " MB.scap");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(megabytes << 20);
    }
    return file.toString();
  }

  @Test
  void anEngineUsesBoth() throws Exception {
    assertEquals(BOTH, compilers());
    assertEquals(BOTH, compilers("-r", "rules.yaml", "-o", "json_output=true"));
  }

  @Test
  void aWatchedCommandHasTheFirstOnly() throws Exception {
    assertEquals(ONE, compilers("run", "--", "make"));
  }

  @Test
  void aReplayOfASmallCaptureUsesTheFirstOnly() throws Exception {
    assertEquals(ONE, compilers("-r", "rules.yaml", "-e", capture(1)));
    assertEquals(ONE, compilers("-e", capture(64), "-o", "json_output=true"));
    assertEquals(BOTH, compilers("-e", capture(65)));
    assertEquals(BOTH, compilers("-e", folder.resolve("missing").toString()));
  }

  @Test
  void whatOnlyPrintsSomethingUsesTheFirstOnly() throws Exception {
    assertEquals(ONE, compilers("--version"));
    assertEquals(ONE, compilers("-c", "eyas.yaml", "-V", "rules.yaml"));
    assertEquals(ONE, compilers("test", "tests.yaml"));
    assertEquals(ONE, compilers("rules"));
  }

  @Test
  void theRunThatMakesTheAotCacheUsesTheFirstOnlyAndNotForCodeOfEyas() throws Exception {
    assertEquals(ONE + " " + NONE_OF_EYAS, run("eyas.aot", "-e", capture(1)));
  }
}
