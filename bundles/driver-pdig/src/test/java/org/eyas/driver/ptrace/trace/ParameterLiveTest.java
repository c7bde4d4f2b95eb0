package org.eyas.driver.ptrace.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.eyas.testkit.EventRecorder;
import org.eyas.testkit.SyscallParametersContract;
import org.eyas.testkit.TestFiles;

/** The events of traced calls fulfil the contract of all drivers. Needs no privilege. */
class ParameterLiveTest extends SyscallParametersContract {
  @Override
  protected Map<String, Integer> numbers() {
    return RecordedCommand.NUMBERS.all();
  }

  @Override
  protected long record(Command command, EventRecorder into) throws Exception {
    assertEquals(0, RecordedCommand.run(command.words(), command.output(), into), () -> TestFiles.text(command.output()));
    return 0;
  }
}
