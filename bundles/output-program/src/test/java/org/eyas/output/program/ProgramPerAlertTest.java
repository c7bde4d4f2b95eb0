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
    program.take("a 'b' $HOME");
    program.take("c");
    assertEquals(List.of("begin", "A 'B' $HOME", "begin", "C"), Files.readAllLines(out));
  }

  @Test
  void aProgramThatDoesNotReadItsInputIsNoFailure() throws IOException {
    ProgramPerAlert program = new ProgramPerAlert("exec <&-; exit 0");
    for (int i = 0; i < 20; i++) {
      program.take("x".repeat(200_000));
    }
  }

  @Test
  void anExitCodeIsAFailureThatNamesTheProgramAndItsKey() {
    IOException thrown = assertThrows(IOException.class, () -> new ProgramPerAlert("cat > /dev/null; exit 3").take("a"));
    assertEquals(
        "'cat > /dev/null; exit 3' (program_output.program) ended with exit code 3", thrown.getMessage());
  }

  @Test
  void aProgramThatIsNotThereIsAFailure() {
    IOException thrown = assertThrows(IOException.class, () -> new ProgramPerAlert("/no/such 2>&-").take("a"));
    assertEquals("'/no/such 2>&-' (program_output.program) ended with exit code 127", thrown.getMessage());
  }
}
