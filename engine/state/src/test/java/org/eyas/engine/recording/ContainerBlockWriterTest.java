package org.eyas.engine.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.eyas.api.data.Text;
import org.eyas.api.process.ContainerDescription;
import org.eyas.engine.decode.EventCursor;
import org.eyas.engine.schema.EventSchema;
import org.eyas.scap.BlockBuilder;
import org.eyas.testkit.FakeProcess;
import org.eyas.testkit.scap.ScapEventEncoder;
import org.junit.jupiter.api.Test;

class ContainerBlockWriterTest {
  private final BlockBuilder blocks = new BlockBuilder(1 << 10);
  private final ContainerBlockWriter containers = new ContainerBlockWriter(blocks);
  private final EventCursor cursor = new EventCursor(EventSchema.current());
  private final List<String> asked = new ArrayList<>();

  /** A process in a container; notes for what container the JSON is built. */
  private FakeProcess in(String container) {
    FakeProcess process = FakeProcess.of(7, "sh");
    ContainerDescription description =
        () -> {
          asked.add(container);
          return Text.of(container);
        };
    process.attachments.put(ContainerDescription.KEY, description);
    return process;
  }

  /** Whether an event of the process adds a description. */
  private boolean adds(FakeProcess process) {
    ByteBuffer event =
        ScapEventEncoder.encode(EventSchema.current().type("SYSCALL_OPENAT_2_X"), 1, 7, 5, -100, "/x", 1, 0, 0, 7);
    cursor.wrap(0, event, 0, event.limit());
    blocks.clear();
    containers.add(process, cursor);
    return blocks.length() > 0;
  }

  @Test
  void aLostEventCostsOnlyTheDescriptionThatCameWithIt() {
    FakeProcess a = in("a");
    FakeProcess b = in("b");
    List<Boolean> added = new ArrayList<>(List.of(adds(a), adds(b)));
    containers.forgetLast();
    added.addAll(List.of(adds(a), adds(b)));
    assertEquals(List.of(true, true, false, true), added);
    assertEquals(List.of("a", "b", "b"), asked);
  }

  @Test
  void aLostEventOfADescribedContainerCostsNothing() {
    FakeProcess a = in("a");
    for (int i = 0; i < 3; i++) {
      assertEquals(i == 0, adds(a));
      adds(a);
      containers.forgetLast();
    }
    assertEquals(List.of("a"), asked);
  }

  @Test
  void theNextCaptureHasEachDescriptionAgain() {
    FakeProcess a = in("a");
    adds(a);
    containers.clear();
    adds(a);
    assertEquals(List.of("a", "a"), asked);
  }
}
