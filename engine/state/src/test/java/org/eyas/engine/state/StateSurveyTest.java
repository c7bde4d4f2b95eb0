package org.eyas.engine.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eyas.api.data.Text;
import org.eyas.api.process.FdType;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.EventSink;
import org.eyas.api.source.FdSnapshot;
import org.eyas.api.source.ProcessSnapshot;
import org.eyas.engine.decode.EventConverter;
import org.eyas.engine.decode.EventCursor;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.state.encoding.Machine;
import org.eyas.engine.state.encoding.ScapFlags;
import org.eyas.scap.BlockBuilder;
import org.eyas.scap.BlockReader;
import org.eyas.scap.DamagedCaptureException;
import org.eyas.scap.SectionState;
import org.eyas.scap.StateEncoder;
import org.eyas.source.scap.ScapSource;
import org.eyas.testkit.StateRecorder;
import org.eyas.testkit.reference.SharedFiles;
import org.eyas.testkit.scap.ScapEventEncoder;
import org.junit.jupiter.api.Test;

/** A table that is written as bytes and read back is the same table. */
class StateSurveyTest {
  private static final EventSchema SCHEMA = EventSchema.current();

  /** The reports of a survey as sorted lines, without the data that the lists of captures do not contain. */
  private static List<String> told(StateEngine state) {
    StateRecorder told = new StateRecorder();
    state.reports().survey(told);
    List<String> lines = new ArrayList<>();
    told.processes.forEach(process -> lines.add(kept(process).toString()));
    for (int i = 0; i < told.fds.size(); i++) {
      if (told.fds.get(i).type() != FdType.UNKNOWN) {
        lines.add(told.fdOwners.get(i) + " " + kept(told.fds.get(i)));
      }
    }
    told.users.forEach(user -> lines.add(user.toString()));
    told.hosts.forEach(host -> lines.add(host.toString()));
    lines.sort(null);
    return lines;
  }

  private static ProcessSnapshot kept(ProcessSnapshot process) {
    ProcessSnapshot.Usage usage = process.usage();
    return new ProcessSnapshot(
        process.ids(),
        process.program(),
        process.credentials(),
        new ProcessSnapshot.Usage(
            usage.fdLimit(), usage.vmSizeKb(), usage.vmRssKb(), usage.vmSwapKb(), usage.majorFaults(),
            usage.minorFaults(), usage.tty(), 0, usage.pidNamespaceStartNanos()),
        process.exeFile());
  }

  private static FdSnapshot kept(FdSnapshot fd) {
    if (fd.type() == FdType.FILE) {
      return fd;
    }
    FdSnapshot.Socket ends = fd.socket();
    boolean withoutProtocol = fd.type() == FdType.UNIX;
    return new FdSnapshot(
        fd.number(), fd.type(), fd.inode(), fd.path(), 0, 0, 0,
        withoutProtocol
            ? new FdSnapshot.Socket(
                Text.EMPTY, 0, Text.EMPTY, 0, FdSnapshot.Socket.NONE.protocol(), ends.sourcePointer(),
                ends.destinationPointer())
            : ends);
  }

  private static StateEngine handedOver(StateEngine from) throws DamagedCaptureException {
    BlockBuilder blocks = new BlockBuilder(1 << 16);
    StateEncoder encoder = new StateEncoder(blocks, () -> {});
    from.reports().survey(encoder);
    encoder.finish();
    EventCursor cursor = new EventCursor(SCHEMA);
    StateEngine into = new StateEngine(SCHEMA, cursor, Text.of("syscall"));
    BlockReader reader = new BlockReader(new ByteArrayInputStream(blocks.array(), 0, blocks.length()));
    SectionState section = new SectionState();
    while (reader.next()) {
      section.readBlock(reader, into.reports());
    }
    section.reportMachine(into.reports());
    ByteBuffer any = ScapEventEncoder.encode(SCHEMA.type("GENERIC_X"), 1, 1, 0, 0);
    assertTrue(cursor.wrap(0, any, 0, any.limit()));
    into.apply();
    into.finish();
    return into;
  }

  @Test
  void handsOverAStateThatEventsBuilt() throws Exception {
    Machine machine = new Machine();
    machine.cloned(101, Machine.SHELL, 101, 0);
    machine.executed(101, "/bin/cat", "/etc/passwd", "/usr/bin/cat");
    machine.opened(101, 3, "/etc/passwd", 1);
    machine.did(101, "SYSCALL_PIPE2_X", 0, 4, 5, 77, 0);
    machine.did(101, "SYSCALL_CHDIR_X", 0, "/var/../tmp");
    machine.cloned(102, 101, 101, ScapFlags.CLONE_THREAD | ScapFlags.CLONE_FILES);
    StateEngine after = handedOver(machine.state);
    assertEquals(told(machine.state), told(after));
    assertEquals("/tmp/", after.find(102).place().cwd().toString());
    assertEquals("/etc/passwd", after.find(102).descriptors().fd(3).name().toString());
    assertEquals("PATH=/bin\0", after.find(102).place().rawEnv().toString());
    assertEquals(2, after.find(101).threads().threadCount());
    assertEquals(Machine.SHELL, after.find(101).ids().ptid());
  }

  @Test
  void handsOverTheLongestDirectory() throws Exception {
    Machine machine = new Machine();
    machine.did(Machine.SHELL, "SYSCALL_CHDIR_X", 0, "/");
    machine.did(Machine.SHELL, "SYSCALL_CHDIR_X", 0, "d".repeat(1022));
    StateEngine after = handedOver(machine.state);
    assertEquals('/' + "d".repeat(1022) + '/', after.find(Machine.SHELL).place().cwd().toString());
    assertEquals(told(machine.state), told(after));
  }

  @Test
  void anAcceptedConnectionKeepsItsDirection() throws Exception {
    Machine machine = new Machine();
    byte[] tuple = {2, 1, 2, 3, 4, 0, 0, 127, 0, 0, 1, 80, 0};
    machine.did(Machine.SHELL, "SOCKET_SOCKET_X", 3, 2, 1, 6);
    machine.did(Machine.SHELL, "SOCKET_BIND_X", 0, new byte[] {2, 127, 0, 0, 1, 80, 0}, 3);
    machine.did(Machine.SHELL, "SOCKET_ACCEPT4_6_X", 5, tuple, 0, 0, 0, 0);
    assertTrue(machine.thread(Machine.SHELL).descriptors().fd(5).roleServer());
    StateEngine after = handedOver(machine.state);
    assertTrue(after.find(Machine.SHELL).descriptors().fd(5).roleServer());
    assertFalse(after.find(Machine.SHELL).descriptors().fd(5).roleClient());
    assertEquals(
        machine.thread(Machine.SHELL).descriptors().fd(5).name().toString(),
        after.find(Machine.SHELL).descriptors().fd(5).name().toString());
    assertEquals(told(machine.state), told(after));
  }

  @Test
  void handsOverTheTablesOfARealMachine() throws Exception {
    Replayed replayed = new Replayed();
    Map<String, String> options =
        Map.of(ScapSource.CAPTURE_FILE, SharedFiles.require("captures/mixed.scap.gz").toString());
    int compared = 0;
    try (Capture source = new ScapSource().open(new CaptureRequest(Set.of(), options))) {
      source.snapshot(replayed.state.reports());
      while (source.poll(replayed, 50_000) != Capture.END) {
        List<String> before = told(replayed.state);
        assertEquals(before, told(handedOver(replayed.state)));
        compared++;
        System.out.println("SurveyTest: " + before.size() + " entries handed over");
      }
    }
    assertTrue(compared >= 9, "the capture has 496,753 events");
  }

  private static final class Replayed implements EventSink {
    private final EventConverter converter = new EventConverter(SCHEMA);
    private final EventCursor cursor = new EventCursor(SCHEMA);
    private final StateEngine state = new StateEngine(SCHEMA, cursor, Text.of("syscall"));

    @Override
    public void onEvent(int cpu, ByteBuffer memory, int offset, int length) {
      if (cursor.wrap(cpu, memory, offset, length) && converter.convert(cursor) == EventConverter.Outcome.CURRENT) {
        state.apply();
        state.finish();
      }
    }
  }
}
