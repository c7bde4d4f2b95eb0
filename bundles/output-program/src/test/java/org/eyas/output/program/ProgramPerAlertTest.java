package org.eyas.output.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class ProgramPerAlertTest {
  @TempDir private Path folder;

  @Test
  void theShellRunsTheCommandLineForEachAlert() throws IOException {
    Path out = folder.resolve("out");
    ProgramPerAlert program = new ProgramPerAlert("echo begin >> " + out + "; tr a-z A-Z | cat >> " + out);
    program.write("a 'b' $HOME");
    program.write("c");
    assertEquals(List.of("begin", "A 'B' $HOME", "begin", "C"), Files.readAllLines(out));
  }

  @Test
  void aProgramThatDoesNotReadItsInputIsNoFailure() throws IOException {
    ProgramPerAlert program = new ProgramPerAlert("exec <&-; exit 0");
    for (int i = 0; i < 20; i++) {
      program.write("x".repeat(200_000));
    }
  }

  @Test
  void anExitCodeIsAFailureThatNamesTheProgramAndItsKey() {
    IOException thrown = assertThrows(IOException.class, () -> new ProgramPerAlert("cat > /dev/null; exit 3").write("a"));
    assertEquals(
        "'cat > /dev/null; exit 3' (program_output.program) ended with exit code 3", thrown.getMessage());
  }

  @Test
  void aProgramThatIsNotThereIsAFailure() {
    IOException thrown = assertThrows(IOException.class, () -> new ProgramPerAlert("/no/such 2>&-").write("a"));
    assertEquals("'/no/such 2>&-' (program_output.program) ended with exit code 127", thrown.getMessage());
  }
}
