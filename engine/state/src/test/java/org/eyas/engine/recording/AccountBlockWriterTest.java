package org.eyas.engine.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.process.Accounts;
import org.eyas.api.process.ContainerAccounts;
import org.eyas.api.process.ContainerDescription;
import org.eyas.engine.decode.EventCursor;
import org.eyas.engine.schema.EventSchema;
import org.eyas.scap.BlockBuilder;
import org.eyas.scap.BlockReader;
import org.eyas.scap.EventBlock;
import org.eyas.testkit.FakeAccounts;
import org.eyas.testkit.FakeProcess;
import org.eyas.testkit.scap.ScapEventEncoder;
import org.junit.jupiter.api.Test;

class AccountBlockWriterTest {
  private final BlockBuilder blocks = new BlockBuilder(1 << 10);
  private final AccountBlockWriter writer = new AccountBlockWriter(blocks);
  private final EventCursor cursor = new EventCursor(EventSchema.current());
  private final FakeAccounts names = new FakeAccounts().user(1000, "web").user(1001, "job").group(7, "print");
  private final FakeProcess process = in("abc", names);

  private static FakeProcess in(String container, Accounts accounts) {
    FakeProcess process = FakeProcess.of(7, "sh");
    process.credentials = process.credentials.withUid(1000).withGid(7);
    process.attachments.put(ContainerAccounts.KEY, accounts);
    process.attachments.put(
        ContainerDescription.KEY,
        new ContainerDescription() {
          @Override
          public Text json() {
            return Text.EMPTY;
          }

          @Override
          public Bytes id() {
            return Text.of(container);
          }
        });
    return process;
  }

  /** The events that an event of the process adds. */
  private List<String> added(FakeProcess by) throws Exception {
    ByteBuffer event =
        ScapEventEncoder.encode(EventSchema.current().type("SYSCALL_OPENAT_2_X"), 1, 7, 5, -100, "/x", 1, 0, 0, 7);
    cursor.wrap(3, event, 0, event.limit());
    blocks.clear();
    writer.add(by, cursor);
    BlockReader reader = new BlockReader(new ByteArrayInputStream(blocks.array(), 0, blocks.length()));
    List<String> events = new ArrayList<>();
    EventBlock block = new EventBlock(EventSchema.current().size());
    EventCursor read = new EventCursor(EventSchema.current());
    while (reader.next()) {
      block.read(reader);
      read.wrap(block.cpu(), reader.memory(), block.offset(), block.length());
      StringBuilder text = new StringBuilder(read.type().name() + (block.stateOnly() ? "" : " shown"));
      for (int i = 0; i < read.paramCount(); i++) {
        text.append(' ').append(read.type().params().get(i).type().isNumber() ? read.number(i) : read.bytes(i).toString());
      }
      events.add(text.toString());
    }
    return events;
  }

  @Test
  void theUserAndTheGroupOfAProcessInAContainerAreWrittenOnce() throws Exception {
    assertEquals(List.of("useradded 1000 7 web /home/web /bin/sh abc", "groupadded 7 print abc"), added(process));
    assertEquals(List.of(), added(process));
    process.credentials = process.credentials.withUid(1001);
    assertEquals(List.of("useradded 1001 7 job /home/job /bin/sh abc"), added(process));
    assertEquals(List.of(), added(process));
  }

  @Test
  void eachContainerHasItsOwnAccounts() throws Exception {
    added(process);
    FakeProcess other = in("def", new FakeAccounts().user(1000, "db"));
    assertEquals(List.of("useradded 1000 7 db /home/db /bin/sh def"), added(other));
    assertEquals(List.of(), added(process));
  }

  @Test
  void unknownNamesAndProcessesOfTheHostAddNothing() throws Exception {
    for (Accounts none : List.of(ContainerAccounts.PENDING, ContainerAccounts.UNKNOWN, ContainerAccounts.MACHINE)) {
      assertEquals(List.of(), added(in("abc", none)));
    }
    assertEquals(List.of(), added(in("", names)));
    assertEquals(List.of(), added(FakeProcess.of(8, "host")));
    assertEquals(List.of("groupadded 7 " + "x".repeat(1_024) + " abc"),
        added(in("abc", new FakeAccounts().user(1000, "y".repeat(1_025)).group(7, "x".repeat(1_024)))));
  }

  @Test
  void theAccountsOfALostEventAndOfAnEarlierCaptureAreWrittenAgain() throws Exception {
    added(process);
    writer.forgetLast();
    assertEquals(2, added(process).size());
    assertEquals(0, added(process).size());
    writer.forgetLast();
    assertEquals(0, added(process).size(), "this event brought none");
    writer.clear();
    assertEquals(2, added(process).size());
  }
}
