package org.eyas.engine.field.descriptor;

import static org.eyas.engine.field.FieldsUnderTest.json;
import static org.eyas.engine.field.FieldsUnderTest.text;
import static org.eyas.engine.field.FieldsUnderTest.type;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.net.InetAddress;
import java.util.List;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.field.BytesList;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.api.field.FieldReader;
import org.eyas.api.process.ContainerDescription;
import org.eyas.api.process.FdInfo.L4Protocol;
import org.eyas.api.process.FdType;
import org.eyas.engine.field.FieldUse;
import org.eyas.engine.field.FieldsUnderTest;
import org.eyas.testkit.FakeEvent;
import org.eyas.testkit.FakeFd;
import org.eyas.testkit.FakeProcess;
import org.junit.jupiter.api.Test;

final class FdFieldsTest {
  private static FakeEvent reading(FakeFd fd) {
    return FakeEvent.of(type("SYSCALL_READ_X"), 5, new byte[] {'a', 0, 'b'}, fd.number, 5)
        .by(FakeProcess.of(100, "cat").with(fd)).about(fd);
  }

  @Test
  void splitsTheNameOfAFile() {
    FakeEvent event = reading(FakeFd.of(3, FdType.FILE, "/etc/ssl/cert.pem"));
    assertEquals("/etc/ssl/cert.pem", text("fd.name", event));
    assertEquals("/etc/ssl", text("fd.directory", event));
    assertEquals("cert.pem", text("fd.filename", event));
    assertEquals("file", text("fd.type", event));
    assertEquals("f", text("fd.typechar", event));
    assertEquals("1003", text("fd.uid", event));
    assertNull(text("fd.cip", event));
    assertEquals("/", text("fd.directory", reading(FakeFd.of(3, FdType.FILE, "/x"))));
    assertEquals("/etc", text("fd.directory", reading(FakeFd.of(3, FdType.DIRECTORY, "/etc"))));
    assertNull(text("fd.filename", reading(FakeFd.of(3, FdType.DIRECTORY, "/etc"))));
  }

  @Test
  void putsTheContainerBeforeTheNameOfAFile() {
    FakeEvent event = reading(FakeFd.of(3, FdType.FILE, "/etc/ssl/cert.pem"));
    assertEquals(":/etc/ssl/cert.pem", text("fd.containername", event));
    ((FakeProcess) event.process).attachments.put(ContainerDescription.KEY, new Described("0123456789ab"));
    assertEquals("0123456789ab:/etc/ssl/cert.pem", text("fd.containername", event));
    assertEquals("0123456789ab:/etc/ssl", text("fd.containerdirectory", event));
  }

  private record Described(Text id) implements ContainerDescription {
    Described(String id) {
      this(Text.of(id));
    }

    @Override
    public Text json() {
      return Text.EMPTY;
    }
  }

  @Test
  void aLongCurrentDirectoryDoesNotHideTheAbsolutePathOfAnOpenThatFailed() {
    FakeProcess shell = FakeProcess.of(100, "sh");
    shell.place.cwd = Text.of("/" + "d".repeat(1020) + "/");
    for (String id : List.of("SYSCALL_OPENAT_2_X", "SYSCALL_OPENAT2_X")) {
      FakeEvent event = FakeEvent.of(type(id), -13, -100, "/etc/shadow", 1, 0, 0, 0).by(shell);
      assertEquals("/etc/shadow", text("fd.name", event));
      assertEquals("/etc", text("fd.directory", event));
      FakeEvent relative = FakeEvent.of(type(id), -13, -100, "shadow", 1, 0, 0, 0).by(shell);
      assertEquals("/DIR_TOO_LONG/FILENAME_TOO_LONG", text("fd.name", relative));
    }
  }

  @Test
  void removesDoubledSlashesFromRawNames() {
    FakeFd fd = FakeFd.of(3, FdType.FILE, "/etc/x");
    fd.nameRaw = org.eyas.api.data.Text.of("//etc///x");
    assertEquals("/etc/x", text("fd.nameraw", reading(fd)));
  }

  @Test
  void showsBothEndsOfAConnection() {
    FakeEvent event = reading(FakeFd.tcp(3, "10.0.0.1", 5000, "2.2.2.2", 443));
    event.localAddresses.add(FakeFd.address("10.0.0.1"));
    assertEquals("10.0.0.1", text("fd.cip", event));
    assertEquals("2.2.2.2", text("fd.sip", event));
    assertEquals("10.0.0.1", text("fd.lip", event));
    assertEquals("2.2.2.2", text("fd.rip", event));
    assertEquals(5000L, json("fd.lport", event));
    assertEquals(443L, json("fd.rport", event));
    assertEquals("443", text("fd.sproto", event));
    assertEquals("tcp", text("fd.l4proto", event));
    assertEquals("ip", text("fd.sockfamily", event));
    assertEquals("<IPNET>", text("fd.snet", event));
    assertEquals("false", text("fd.is_server", event));
    assertNull(text("fd.ip", event));
    assertNull(json("fd.port", event));
  }

  @Test
  void theServersEndIsLocalIfTheClientIsOnAnotherMachine() {
    FakeEvent event = reading(FakeFd.tcp(3, "9.9.9.9", 5000, "10.0.0.1", 80));
    event.localAddresses.add(FakeFd.address("10.0.0.1"));
    assertEquals("10.0.0.1", text("fd.lip", event));
    assertEquals(5000L, json("fd.rport", event));
    assertEquals("true", text("fd.is_server", event));
  }

  @Test
  void conditionsSeeBothEnds() {
    FakeEvent event = reading(FakeFd.tcp(3, "10.0.0.1", 5000, "2.2.2.2", 443));
    FieldUse use = FieldsUnderTest.fieldUse("fd.ip");
    assertEquals(Shape.ENDS, use.definition().shape());
    BytesList out = new BytesList();
    ((FieldReader.OfManyBytes) use.reader()).read(event, out);
    assertEquals(2, out.size());
    assertEquals(FakeFd.address("2.2.2.2"), out.get(1));
  }

  @Test
  void showsOnlyTheServerOfAListeningSocket() {
    FakeFd fd = FakeFd.of(3, FdType.IPV6_SERVER, ":::80");
    fd.serverAddress = FakeFd.address("::");
    fd.serverPort = 80;
    fd.roleServer = true;
    fd.l4Protocol = L4Protocol.TCP;
    FakeEvent event = reading(fd);
    assertEquals("::", text("fd.sip", event));
    assertEquals(80L, json("fd.sport", event));
    assertNull(text("fd.cip", event));
    assertEquals("", text("fd.cproto", event));
    assertEquals("", text("fd.sproto", event));
    assertNull(text("fd.lport", event));
    assertEquals("true", text("fd.is_server", event));
  }

  @Test
  void hasNoEndsBeforeASocketConnects() {
    FakeFd fd = FakeFd.tcp(3, "10.0.0.1", 5000, "2.2.2.2", 443);
    fd.roleClient = false;
    assertNull(text("fd.cip", reading(fd)));
    assertNull(text("fd.sport", reading(fd)));
  }

  @Test
  void listsTheTypesOfAllDescriptorsOnce() {
    FakeProcess process = FakeProcess.of(100, "cat").with(FakeFd.of(0, FdType.FILE, "/a"))
        .with(FakeFd.of(1, FdType.PIPE, "")).with(FakeFd.of(2, FdType.FILE, "/b"));
    FakeEvent event = FakeEvent.of(type("SYSCALL_CLOSE_X"), 0, 2).by(process).about(process.fds.get(2L));
    assertEquals(List.of("file", "pipe"), json("fd.types", event));
    assertEquals("(file,pipe)", text("fd.types", event));
    assertEquals("(pipe)", text("fd.types[1]", event));
    assertNull(text("fd.types[9]", event));
  }

  @Test
  void printsTheTypesOfAProcessWithoutDescriptorsAsAnEmptyList() {
    FakeEvent event =
        FakeEvent.of(type("SYSCALL_CLOSE_X"), 0, 2).by(FakeProcess.of(100, "cat")).about(FakeFd.of(2, FdType.FILE, "/b"));
    assertEquals("()", text("fd.types", event));
    assertNull(json("fd.types", event));
  }

  @Test
  void readsDataAndPrintsItWithDots() {
    FakeEvent event = reading(FakeFd.of(3, FdType.FILE, "/a"));
    assertEquals("a.b", text("evt.buffer", event));
    assertEquals(5L, json("evt.buflen", event));
    assertEquals("read", text("evt.io_dir", event));
    assertEquals("file", text("evt.category", event));
    Bytes raw = ((FieldReader.OfBytes) FieldsUnderTest.fieldUse("evt.buffer").reader()).read(event);
    assertEquals(0, raw.at(1));
  }

  @Test
  void isAbsentInEventsWithoutDescriptor() {
    FakeEvent event = FakeEvent.of(type("SYSCALL_SETUID_X"), 0, 0).by(FakeProcess.of(100, "su"));
    for (String name : new String[] {"fd.num", "fd.name", "fd.typechar", "fd.types", "fd.uid", "fd.directory"}) {
      assertNull(text(name, event), name);
    }
  }

  @Test
  void namesTheDescriptorThatAFailedCallWouldHaveOpened() {
    FakeEvent event = FakeEvent.of(type("SOCKET_SOCKET_X"), -1, 2, 1, 0, 0).by(FakeProcess.of(100, "x"));
    event.fd = FakeFd.unknown(-1);
    assertEquals("4", text("fd.typechar", event));
    assertNull(text("fd.type", event));
    assertEquals("", text("fd.name", event));
  }

  @Test
  void namesHostsThatRulesUse() throws Exception {
    RuleHostNames hosts = new RuleHostNames(name -> {
      try {
        return new InetAddress[] {InetAddress.getByName("10.0.0.9")};
      } catch (java.net.UnknownHostException e) {
        throw new IllegalStateException(e);
      }
    });
    assertSame(Text.ABSENT, hosts.nameOf(FakeFd.address("10.0.0.9")));
    hosts.announce("pool.example");
    hosts.refresh();
    assertEquals("pool.example", hosts.nameOf(FakeFd.address("10.0.0.9")).toString());
    assertSame(Text.ABSENT, hosts.nameOf(FakeFd.address("10.0.0.8")));
  }
}
