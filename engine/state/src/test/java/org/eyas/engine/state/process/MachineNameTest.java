package org.eyas.engine.state.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.eyas.api.data.Text;
import org.eyas.api.source.HostInfo;
import org.eyas.engine.state.encoding.Machine;
import org.junit.jupiter.api.Test;

class MachineNameTest {
  private final Machine machine = new Machine();

  private LoopEvent event() {
    return machine.opened(Machine.SHELL, 3, "/x", 1);
  }

  private void report(String hostname) {
    machine.state.reports().onHost(new HostInfo(hostname, 2, 0, List.of()));
  }

  @Test
  void anEventHasTheNameThatTheSourceReportedLast() {
    assertEquals("shop", event().hostname().toString());
    report("store");
    assertEquals("store", event().hostname().toString());
  }

  @Test
  void anEventOfASourceThatDoesNotKnowTheNameHasNone() {
    report("");
    assertSame(Text.ABSENT, event().hostname());
  }
}
