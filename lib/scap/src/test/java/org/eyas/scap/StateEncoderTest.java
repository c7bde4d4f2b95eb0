package org.eyas.scap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.eyas.api.data.Text;
import org.eyas.api.process.Credentials;
import org.eyas.api.process.ExeFile;
import org.eyas.api.process.FdInfo.L4Protocol;
import org.eyas.api.process.FdType;
import org.eyas.api.source.FdSnapshot;
import org.eyas.api.source.FdSnapshot.Socket;
import org.eyas.api.source.HostInfo;
import org.eyas.api.source.HostInfo.Interface;
import org.eyas.api.source.ProcessSnapshot;
import org.eyas.api.source.UserEntry;
import org.eyas.testkit.StateRecorder;
import org.junit.jupiter.api.Test;

class StateEncoderTest {
  private final BlockBuilder blocks = new BlockBuilder(64);
  private int count;
  private final StateEncoder encoder = new StateEncoder(blocks, () -> count++);

  private StateRecorder read() throws DamagedCaptureException {
    encoder.finish();
    BlockReader reader = new BlockReader(new ByteArrayInputStream(blocks.array(), 0, blocks.length()));
    StateRecorder read = new StateRecorder();
    SectionState section = new SectionState();
    while (reader.next()) {
      section.readBlock(reader, read);
    }
    section.reportMachine(read);
    return read;
  }

  private static ProcessSnapshot process(long tid) {
    return new ProcessSnapshot(
        new ProcessSnapshot.Ids(tid, 2, 3, 4, 5, 6, 7, 8),
        new ProcessSnapshot.Program(
            Text.of("sh"), Text.of("/bin/sh"), Text.of("/usr/bin/dash"), Text.of("-c\0x y\0"), Text.of("A=b\0"),
            Text.of("/srv/"), Text.of("/root"), Text.of("cpu=/a\0"), 0x4000_0001),
        new Credentials(0xffff_ffffL, 9, 10, 11, -1, 13),
        new ProcessSnapshot.Usage(1024, 14, 15, 16, 17, 18, 34816, 0, 19),
        new ExeFile(20, 21, 22, true, false, true, false));
  }

  @Test
  void processesComeBackAsTheyWere() throws Exception {
    encoder.onProcess(process(1));
    encoder.onProcess(process(99));
    assertEquals(List.of(process(1), process(99)), read().processes);
    assertEquals(1, count);
  }

  @Test
  void descriptorsOfEveryKindComeBackAsTheyWere() throws Exception {
    List<FdSnapshot> all =
        Arrays.stream(FdType.values()).filter(type -> type != FdType.UNKNOWN).map(StateEncoderTest::fd).toList();
    all.forEach(fd -> encoder.onFd(7, fd));
    encoder.onFd(8, fd(FdType.PIPE));
    encoder.onFd(8, new FdSnapshot(9, FdType.UNKNOWN, 0, Text.EMPTY, 0, 0, 0, Socket.NONE));
    StateRecorder read = read();
    assertEquals(all, read.fds.subList(0, all.size()));
    assertEquals(List.of(fd(FdType.PIPE)), read.fds.subList(all.size(), read.fds.size()));
    assertEquals(8L, read.fdOwners.getLast());
    assertEquals(all.size(), Collections.frequency(read.fdOwners, 7L));
  }

  private static FdSnapshot fd(FdType type) {
    int size = type.isIpv4() ? 4 : 16;
    Text address = Text.copyOf(Arrays.copyOf(new byte[] {10, 0, 0, 1}, size));
    return switch (type) {
      case FILE -> new FdSnapshot(3, type, 5, Text.of("/etc/passwd"), 0x1001, 0x801, 0, Socket.NONE);
      case IPV4, IPV6 ->
        socket(type, Text.EMPTY, new Socket(address, 40_000, address, 443, L4Protocol.TCP, 0, 0));
      case IPV4_SERVER, IPV6_SERVER ->
        socket(type, Text.EMPTY, new Socket(Text.EMPTY, 0, address, 65_535, L4Protocol.UDP, 0, 0));
      case UNIX ->
        socket(type, Text.of("/run/x"), new Socket(Text.EMPTY, 0, Text.EMPTY, 0, L4Protocol.NONE, -8, 2));
      default -> socket(type, Text.of("name of " + type), Socket.NONE);
    };
  }

  private static FdSnapshot socket(FdType type, Text path, Socket ends) {
    return new FdSnapshot(3, type, 5, path, 0, 0, 0, ends);
  }

  @Test
  void usersGroupsAndTheMachineComeBackAsTheyWere() throws Exception {
    UserEntry ann = new UserEntry(UserEntry.Kind.USER, 1000, 100, "änn", "/home/ann", "/bin/sh");
    UserEntry users = new UserEntry(UserEntry.Kind.GROUP, 100, 100, "users", "", "");
    HostInfo host =
        new HostInfo(
            "shop", 2, 1_700_000_000_000_000_000L,
            List.of(
                new Interface("lo", Text.copyOf(new byte[] {127, 0, 0, 1}), Text.copyOf(new byte[] {-1, 0, 0, 0})),
                new Interface("eth0", Text.copyOf(new byte[16]), Text.copyOf(new byte[16]))));
    encoder.section();
    encoder.onHost(host);
    encoder.onUser(ann);
    encoder.onUser(users);
    StateRecorder read = read();
    assertEquals(List.of(ann, users), read.users);
    assertEquals(List.of(host), read.hosts);
    assertEquals(4, count, "section, machine, interfaces, users");
  }

  @Test
  void longListsBecomeSeveralBlocksAndLongTextsAreCut() throws Exception {
    ProcessSnapshot.Program large =
        new ProcessSnapshot.Program(
            Text.of("sh"), Text.EMPTY, Text.EMPTY, Text.copyOf(new byte[70_000]), Text.EMPTY, Text.EMPTY, Text.EMPTY,
            Text.EMPTY, 0);
    ProcessSnapshot plain = process(1);
    for (int i = 0; i < 3; i++) {
      encoder.onProcess(
          new ProcessSnapshot(plain.ids(), large, plain.credentials(), plain.usage(), plain.exeFile()));
    }
    StateRecorder read = read();
    assertEquals(3, read.processes.size());
    assertEquals(65_535, read.processes.getLast().program().args().length());
    assertEquals(3, count);
  }

  @Test
  void whoTakesTheBlocksAwayBehindEachLosesNone() throws Exception {
    java.io.ByteArrayOutputStream taken = new java.io.ByteArrayOutputStream();
    StateEncoder streaming =
        new StateEncoder(
            blocks,
            () -> {
              taken.write(blocks.array(), 0, blocks.length());
              blocks.clear();
            });
    streaming.section();
    for (int tid = 0; tid < 1_000; tid++) {
      streaming.onProcess(process(tid));
    }
    streaming.onFd(5, fd(FdType.FILE));
    streaming.finish();
    assertEquals(0, blocks.length());
    BlockReader reader = new BlockReader(new ByteArrayInputStream(taken.toByteArray()));
    SectionHeader.check(reader);
    StateRecorder read = new StateRecorder();
    SectionState section = new SectionState();
    while (reader.next()) {
      section.readBlock(reader, read);
    }
    assertEquals(1_000, read.processes.size());
    assertTrue(read.processes.contains(process(999)));
    assertEquals(1, read.fds.size());
  }
}
