package org.eyas.output.syslog;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.eyas.testkit.process.TestProcess;
import org.junit.jupiter.api.Test;

class NoNativeCodeTest {
  @Test
  void whereTheLibraryOfJnaCannotBeUnpackedTheAlertFailsWithWhatToDo() throws Exception {
    String printed = TestProcess.output(List.of(), List.of("-Djna.tmpdir=/proc/no-such-folder"), Send.class);
    assertTrue(
        printed.contains("failed to send to /dev/log (syslog_output): native code cannot be called: ")
            && printed.contains("name a folder that can be written and is not mounted noexec"),
        printed);
  }

  /** Sends one message. */
  public static final class Send {
    private Send() {}

    public static void main(String[] args) {
      try {
        new LocalSyslogTransport("/dev/log").send(new byte[] {'x'});
      } catch (IOException e) {
        System.out.println(e.getMessage());
      }
    }
  }
}
