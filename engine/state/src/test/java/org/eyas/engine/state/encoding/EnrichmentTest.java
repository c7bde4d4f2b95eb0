package org.eyas.engine.state.encoding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.List;
import org.eyas.api.process.AttachmentKey;
import org.eyas.api.process.Attachments;
import org.eyas.engine.state.process.LoopEvent;
import org.junit.jupiter.api.Test;

class EnrichmentTest {
  private static final AttachmentKey<String> POD = new AttachmentKey<>("pod", String.class);
  private final Machine machine = new Machine();
  private final List<String> asked = new ArrayList<>();

  @Test
  void enrichersAreCalledForProcessesFoundClonedAndExecuted() {
    machine.state.setEnrichers(List.of((process, out) -> asked.add(process.program().comm().toString())));
    machine.cloned(200, Machine.SHELL, 200, 0);
    assertEquals(3, asked.size());
    machine.executed(200, "cat", "", "/bin/cat");
    assertEquals("cat", asked.getLast());
    machine.cloned(201, Machine.INIT, Machine.SHELL, ScapFlags.CLONE_THREAD);
    assertEquals(4, asked.size());
  }

  @Test
  void attachedValuesAreVisibleAtOnce() {
    machine.state.setEnrichers(List.of((process, out) -> out.put(POD, "pod-" + process.pid())));
    LoopEvent event = machine.begin(Machine.SHELL, "SYSCALL_GETUID_X", 0);
    assertEquals("pod-100", event.process().attachment(POD));
  }

  @Test
  void threadsShareAndChildrenInheritAttachedValues() {
    List<Attachments> late = new ArrayList<>();
    machine.state.setEnrichers(List.of((process, out) -> {
      if (process.pid() == Machine.SHELL) {
        late.add(out);
      }
    }));
    machine.cloned(201, Machine.INIT, Machine.SHELL, ScapFlags.CLONE_THREAD);
    assertNull(machine.thread(201).attachment(POD));
    late.getFirst().put(POD, "web");
    assertEquals("web", machine.thread(201).attachment(POD));
    machine.cloned(300, Machine.SHELL, 300, 0);
    assertEquals("web", machine.thread(300).attachment(POD));
    late.getFirst().put(POD, "db");
    assertEquals("web", machine.thread(300).attachment(POD));
    assertEquals("db", machine.thread(Machine.SHELL).attachment(POD));
  }

  @Test
  void aNewEnricherIsCalledForAllProcesses() {
    machine.did(Machine.SHELL, "SYSCALL_GETUID_X", 0);
    machine.state.setEnrichers(List.of((process, out) -> asked.add(process.program().comm().toString())));
    machine.state.reports().enrichAll();
    assertEquals(2, asked.size());
  }
}
