package org.eyas.scap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.eyas.api.data.Text;
import org.eyas.api.process.ExeFile;
import org.eyas.api.process.FdInfo.L4Protocol;
import org.eyas.api.process.FdType;
import org.eyas.api.source.FdSnapshot;
import org.eyas.api.source.HostInfo;
import org.eyas.api.source.ProcessSnapshot;
import org.eyas.api.source.UserEntry;
import org.eyas.testkit.StateRecorder;
import org.eyas.testkit.scap.ScapFileBuilder.Body;
import org.junit.jupiter.api.Test;

class ScapListsTest {
  @Test
  void readsProcessesOfEveryVersion() throws DamagedCaptureException {
    for (int version = 1; version <= 9; version++) {
      Body entry = process(version);
      Body list = new Body().raw((version == 9 ? new Body().sized(entry) : entry).bytes());
      ProcessSnapshot process = processes(list, version).getFirst();
      assertEquals(11, process.ids().tid());
      assertEquals(version >= 6 ? 14 : -1, process.ids().sid());
      assertEquals(version >= 8 ? 15 : -1, process.ids().vpgid());
      assertEquals("bash", process.program().comm().toString());
      assertEquals(version >= 7 ? "/bin/bash" : "", process.program().exepath().toString());
      assertEquals("-c\0ls\0", process.program().args().toString());
      assertEquals(1024, process.usage().fdLimit());
      assertEquals(1000, process.credentials().uid());
      assertEquals(version >= 2 ? 300 : 0, process.usage().vmSizeKb());
      assertEquals(version >= 3 ? "HOME=/\0" : "", process.program().env().toString());
      assertEquals(version >= 4 ? 1 : -1, process.ids().vtid());
      assertEquals(version >= 5 ? "/root" : "", process.program().root().toString());
      assertEquals(0xffff_ffffL, process.credentials().loginuid());
    }
  }

  private static Body process(int version) {
    Body body = new Body().u64(11).u64(12).u64(13);
    if (version >= 6) {
      body.u64(14);
    }
    if (version >= 8) {
      body.u64(15);
    }
    body.text("bash").text("-bash");
    if (version >= 7) {
      body.text("/bin/bash");
    }
    body.text("-c\0ls").text("/home").u64(1024).u32(7).u32(1000).u32(1001);
    if (version >= 2) {
      body.u32(300).u32(200).u32(100).u64(5).u64(6);
    }
    if (version >= 3) {
      body.text("HOME=/\0");
    }
    if (version >= 4) {
      body.u64(1).u64(2).text("cpu=/a\0");
    }
    return version >= 5 ? body.text("/root") : body;
  }

  @Test
  void readsTheWholeTailOfARecentProcess() throws DamagedCaptureException {
    Body entry = process(9).u64(77).u32(34816).u32(1000).u8(1).u64(1).u64(2).u64(3)
        .u8(1).u64(900).u64(901).u64(902).u8(1).u8(1).u64(55).raw(9, 9, 9);
    List<ProcessSnapshot> all = processes(new Body().sized(entry).sized(process(9)), 9);
    assertEquals(2, all.size());
    ProcessSnapshot process = all.getFirst();
    assertEquals(77, process.usage().pidNamespaceStartNanos());
    assertEquals(34816, process.usage().tty());
    assertEquals(1000, process.credentials().loginuid());
    assertEquals(new ExeFile(900, 901, 902, true, true, true, true), process.exeFile());
    assertEquals(1, process.credentials().capInheritable());
    assertEquals(2, process.credentials().capPermitted());
    assertEquals(3, process.credentials().capEffective());
    assertEquals(55, process.ids().pgid());
  }

  @Test
  void readsTheShortTailOfProgramsBeforeLibs010() throws DamagedCaptureException {
    Body entry = process(9).u32(1000).u8(1).u64(1).u64(2).u64(3);
    ProcessSnapshot process = processes(new Body().sized(entry), 9).getFirst();
    assertEquals(0, process.usage().tty());
    assertEquals(1000, process.credentials().loginuid());
    assertTrue(process.exeFile().writable());
    assertEquals(3, process.credentials().capEffective());
    assertFalse(process.exeFile().upperLayer());
  }

  @Test
  void readsDescriptorsOfEveryKind() throws DamagedCaptureException {
    for (int version = 1; version <= 2; version++) {
      List<FdSnapshot> fds = descriptors(version);
      assertEquals(List.of(FdType.FILE, FdType.FILE, FdType.IPV4, FdType.IPV6, FdType.IPV4_SERVER, FdType.IPV6_SERVER,
          FdType.UNIX, FdType.PIPE), fds.stream().map(FdSnapshot::type).toList());
      assertEquals("/etc/passwd", fds.get(0).path().toString());
      assertEquals(0x1001, fds.get(1).openFlags());
      assertEquals(version == 2 ? 0x801 : 0, fds.get(1).dev());
      FdSnapshot.Socket client = fds.get(2).socket();
      assertEquals(Text.copyOf(new byte[] {10, 0, 0, 1}), client.source());
      assertEquals(40000, client.sourcePort());
      assertEquals(Text.copyOf(new byte[] {8, 8, 8, 8}), client.destination());
      assertEquals(53, client.destinationPort());
      assertEquals(L4Protocol.UDP, client.protocol());
      assertEquals(16, fds.get(3).socket().source().length());
      assertEquals(443, fds.get(4).socket().destinationPort());
      assertEquals(L4Protocol.TCP, fds.get(5).socket().protocol());
      assertEquals("/run/x.sock", fds.get(6).path().toString());
      assertEquals(0xffff_8880_0000_0001L, fds.get(6).socket().sourcePointer());
      assertEquals(99, fds.get(7).inode());
    }
  }

  private static List<FdSnapshot> descriptors(int version) throws DamagedCaptureException {
    Body device = version == 2 ? new Body().u32(0x801) : new Body();
    Body[] entries = {
        fd(1).text("/etc/passwd"),
        fd(16).u32(0x1001).text("/etc/shadow").raw(device.bytes()),
        fd(3).raw(10, 0, 0, 1).raw(8, 8, 8, 8).u16(40000).u16(53).u8(3),
        fd(4).raw(new byte[32]).u16(1).u16(2).u8(2),
        fd(5).raw(0, 0, 0, 0).u16(443).u8(2),
        fd(6).raw(new byte[16]).u16(443).u8(2),
        fd(8).u64(0xffff_8880_0000_0001L).u64(2).text("/run/x.sock"),
        fd(7).text("pipe:[99]")
    };
    Body list = new Body().u64(4711);
    for (Body entry : entries) {
      list.raw((version == 2 ? new Body().sized(entry) : entry).bytes());
    }
    StateRecorder state = new StateRecorder();
    FdList.read(body(list), version, state);
    assertTrue(state.fdOwners.stream().allMatch(tid -> tid == 4711));
    return state.fds;
  }

  @Test
  void namesDescriptorsOfNewerPrograms() throws DamagedCaptureException {
    StateRecorder state = new StateRecorder();
    Body list = new Body().u64(1).sized(fd(77).u64(1)).sized(fd(21).text("pidfd"));
    FdList.read(body(list), 2, state);
    assertEquals(FdType.UNSUPPORTED, state.fds.get(0).type());
    assertEquals("unknown-type:[77]", state.fds.get(0).path().toString());
    assertEquals(FdType.PIDFD, state.fds.get(1).type());
  }

  @Test
  void readsUsersAndGroups() throws DamagedCaptureException {
    StateRecorder state = new StateRecorder();
    Body user = new Body().u8(0).u32(0xffff_fffeL).u32(100).text("ann").text("/home/ann").text("/bin/sh");
    Body group = new Body().u8(1).u32(100).text("users");
    UserList.read(body(new Body().raw(user.bytes()).raw(group.bytes())), 1, state);
    UserList.read(body(new Body().sized(user.u32(5)).sized(group)), 2, state);
    UserEntry ann = new UserEntry(UserEntry.Kind.USER, 0xffff_fffeL, 100, "ann", "/home/ann", "/bin/sh");
    UserEntry users = new UserEntry(UserEntry.Kind.GROUP, 100, 100, "users", "", "");
    assertEquals(List.of(ann, users, ann, users), state.users);
  }

  @Test
  void readsInterfacesOfEveryKind() throws DamagedCaptureException {
    Body four = new Body().u16(1).u16(4).raw(10, 0, 0, 1).raw(255, 0, 0, 0).raw(10, 255, 255, 255).u64(1).raw("eth0".getBytes());
    Body plain = new Body().u16(3).u16(2).raw(127, 0, 0, 1).raw(255, 0, 0, 0).raw(0, 0, 0, 0).raw("lo".getBytes());
    Body six = new Body().u16(4).u16(2).raw(new byte[48]).raw("lo".getBytes());
    List<HostInfo.Interface> old =
        InterfaceList.read(body(new Body().raw(four.bytes()).raw(plain.bytes()).raw(six.bytes())), 1);
    assertEquals(List.of("eth0", "lo", "lo"), old.stream().map(HostInfo.Interface::name).toList());
    assertEquals(Text.copyOf(new byte[] {10, 0, 0, 1}), old.getFirst().address());
    assertEquals(16, old.getLast().netmask().length());
    Body sized = new Body().u32(four.bytes().length).raw(four.bytes()).u32(plain.bytes().length).raw(plain.bytes());
    assertEquals(old.subList(0, 2), InterfaceList.read(body(sized), 2));
  }

  @Test
  void readsTheMachine() throws DamagedCaptureException {
    byte[] name = java.util.Arrays.copyOf("shop".getBytes(), 128);
    Body machine = new Body().u32(2).u64(1).u64(2).raw(name).u64(1_700_000_000_000_000_000L).u64(0).u64(0).u64(0);
    assertEquals(new MachineBlock("shop", 2, 1_700_000_000_000_000_000L), MachineBlock.read(body(machine)));
  }

  private static Body fd(int type) {
    return new Body().u64(5).u64(99).u8(type);
  }

  private static List<ProcessSnapshot> processes(Body list, int version) throws DamagedCaptureException {
    StateRecorder state = new StateRecorder();
    ProcessList.read(body(list), version, state);
    return state.processes;
  }

  private static BlockBodyReader body(Body content) {
    byte[] bytes = content.bytes();
    return new BlockBodyReader(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN), 0, bytes.length, 0);
  }
}
