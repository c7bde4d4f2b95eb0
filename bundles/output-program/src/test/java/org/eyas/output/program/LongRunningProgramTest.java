package org.eyas.output.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eyas.testkit.ConditionWait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
class LongRunningProgramTest {
  @TempDir private Path folder;

  private List<String> awaitLines(int count) throws Exception {
    Path out = folder.resolve("out");
    ConditionWait.until(() -> Files.readAllLines(out).size() >= count);
    return Files.readAllLines(out);
  }

  @Test
  void oneProgramTakesAllLinesAndSeesTheEndOfItsInput() throws Exception {
    Path out = folder.resolve("out");
    LongRunningProgram program = new LongRunningProgram("echo begin >> " + out + "; cat >> " + out + "; echo end >> " + out);
    program.write("a");
    program.write("b");
    assertEquals(List.of("begin", "a", "b"), awaitLines(3));
    program.close();
    assertEquals(List.of("begin", "a", "b", "end"), awaitLines(4));
  }

  @Test
  void reopeningStartsItAnew() throws Exception {
    Path out = folder.resolve("out");
    LongRunningProgram program = new LongRunningProgram("echo begin >> " + out + "; cat >> " + out);
    program.write("a");
    program.reopen();
    program.write("b");
    assertEquals(List.of("begin", "a", "begin", "b"), awaitLines(4));
    program.close();
  }

  @Test
  void everyLineThatFindsAProgramDeadGoesToTheNextOne() throws Exception {
    LongRunningProgram program =
        new LongRunningProgram("read -r line; echo \"$line\" >> " + folder.resolve("out"));
    List<String> sent = new ArrayList<>();
    for (int i = 1; i <= 5; i++) {
      sent.add("line " + i);
      program.write(sent.getLast());
      awaitLines(i);
      TimeUnit.MILLISECONDS.sleep(100); // until it has ended
    }
    assertEquals(sent, awaitLines(5));
    program.close();
  }

  @Test
  void aProgramThatNeverLivesFailsWithItsExitCodeAndDoesNotHoldUpTheQueue() throws Exception {
    LongRunningProgram program = new LongRunningProgram("exec <&-; exit 7");
    IOException thrown = null;
    long start = System.nanoTime();
    int failed = 0;
    for (int i = 0; i < 1_000; i++) {
      try {
        program.write("line");
      } catch (IOException e) {
        thrown = e;
        failed++;
      }
    }
    assertTrue(failed == 1_000, "failed: " + failed);
    assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(15));
    assertEquals(
        "'exec <&-; exit 7' (program_output.program) ended with exit code 7", thrown == null ? "" : thrown.getMessage());
    program.close();
    assertThrows(IOException.class, () -> program.write("late"));
  }
}
