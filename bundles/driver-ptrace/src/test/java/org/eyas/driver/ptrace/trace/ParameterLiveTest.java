package org.eyas.driver.ptrace.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.eyas.testkit.RecordedEvents;
import org.eyas.testkit.SyscallParametersContract;

/** The events of traced calls fulfil the contract of all drivers. Needs no privilege. */
class ParameterLiveTest extends SyscallParametersContract {
  @Override
  protected Map<String, Integer> numbers() {
    return RecordedCommand.NUMBERS.all();
  }

  @Override
  protected long record(Command command, RecordedEvents into) throws Exception {
    assertEquals(0, RecordedCommand.run(command.words(), command.output(), into), () -> read(command.output()));
    return 0;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
