package org.eyas.engine.field;

import static org.eyas.engine.field.FieldsUnderTest.json;
import static org.eyas.engine.field.FieldsUnderTest.text;
import static org.eyas.engine.field.FieldsUnderTest.type;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.eyas.api.data.Text;
import org.eyas.api.process.FdType;
import org.eyas.engine.field.syscall.LocalHostName;
import org.eyas.engine.schema.SyscallCodes;
import org.eyas.testkit.FakeAccounts;
import org.eyas.testkit.FakeEvent;
import org.eyas.testkit.FakeFd;
import org.eyas.testkit.FakeProcess;
import org.junit.jupiter.api.Test;

final class EventFieldsTest {
  private static FakeProcess shell() {
    FakeProcess process = FakeProcess.of(100, "bash");
    process.place.cwd = Text.of("/srv/shop/");
    return process;
  }

  private static FakeEvent openat(long result, long dirfd, String name, long flags, long mode) {
    FakeProcess process = shell();
    if (result >= 0) {
      process.with(FakeFd.of(result, FdType.FILE, "/etc/passwd"));
    }
    return FakeEvent.of(type("SYSCALL_OPENAT_2_X"), result, dirfd, name, flags, mode, 0xfe00, 77L)
        .by(process).about(process.descriptors().fd(result) instanceof FakeFd fd ? fd : FakeFd.unknown(result));
  }

  @Test
  void namesEventsByTypeAndGenericOnesBySystemCall() {
    assertEquals("openat", text("evt.type", openat(3, -100, "/etc/passwd", 1, 0)));
    FakeEvent umask = FakeEvent.of(type("GENERIC_X"), SyscallCodes.code("umask"), 95);
    assertEquals("umask", text("evt.type", umask));
    assertEquals("umask", text("syscall.type", umask));
    assertEquals("other", text("evt.category", umask));
    assertNull(text("evt.rawres", umask));
    assertEquals("", text("evt.args", umask));
    assertEquals("umask", text("evt.arg[0]", umask));
    assertEquals("95", text("evt.arg[1]", umask));
  }

  @Test
  void printsParametersWithTheirMeaning() {
    assertEquals(
        "fd=3(<f>/etc/passwd) dirfd=-100(AT_FDCWD) name=/etc/passwd flags=4097(O_RDONLY|O_CLOEXEC) mode=0 dev=FE00"
            + " ino=77",
        text("evt.args", openat(3, -100, "/etc/passwd", 4097, 0)));
    assertEquals("O_RDWR|O_CLOEXEC", text("evt.arg.flags", openat(3, -100, "/x", 4099, 0)));
    assertEquals("-2", text("evt.rawres", openat(-2, -100, "/x", 1, 0)));
    assertEquals("ENOENT", text("evt.res", openat(-2, -100, "/x", 1, 0)));
    assertEquals("SUCCESS", text("evt.res", openat(3, -100, "/x", 1, 0)));
    assertEquals(-2L, json("evt.rawarg.fd", openat(-2, -100, "/x", 1, 0)));
    assertEquals("FE00", json("evt.rawarg.dev", openat(3, -100, "/x", 1, 0)));
  }

  @Test
  void namesTheMachineThatWasRecorded() {
    FakeEvent event = openat(3, -100, "/x", 1, 0);
    assertEquals(LocalHostName.current().toString(), text("evt.hostname", event));
    event.hostname = Text.of("recorder");
    assertEquals("recorder", text("evt.hostname", event));
  }

  @Test
  void makesRelativePathsAbsolute() {
    assertEquals("/srv/shop/x/y", text("evt.arg.name", openat(-2, -100, "x/./y", 1, 0)));
    FakeEvent inDirectory = openat(-2, 7, "../b", 1, 0);
    ((FakeProcess) inDirectory.process).with(FakeFd.of(7, FdType.DIRECTORY, "/var/log"));
    assertEquals("/var/b", text("evt.arg.name", inDirectory));
    assertEquals("/var/b", text("evt.abspath", inDirectory));
    assertEquals("/var/b", text("fd.name", inDirectory));
    assertEquals("/var", text("fd.directory", inDirectory));
    assertEquals("../b", text("fd.nameraw", inDirectory));
    assertEquals("<UNKNOWN>", text("fs.path.name", inDirectory));
  }

  @Test
  void readsHowAFileWasOpened() {
    FakeEvent creating = openat(3, -100, "/x", 0x4 | 0x2 | 0x4000, 0755);
    assertEquals("false", text("evt.is_open_read", creating));
    assertEquals("true", text("evt.is_open_write", creating));
    assertEquals("true", text("evt.is_open_exec", creating));
    assertEquals("true", text("evt.is_open_create", creating));
    assertEquals(false, json("evt.is_open_exec", openat(3, -100, "/x", 0x1, 0755)));
    assertEquals(true, json("evt.is_open_create", openat(3, -100, "/tmp", 0x2000, 0)));
    assertEquals(false, json("evt.is_open_create", openat(-1, -100, "/tmp", 0x2000, 0)));
  }

  @Test
  void printsModesOctalWithTheirBits() {
    FakeEvent chmod = FakeEvent.of(type("SYSCALL_CHMOD_X"), 0, "misc", 0755).by(shell());
    assertEquals(
        "res=0 filename=misc(/srv/shop/misc) mode=0755(S_IXOTH|S_IROTH|S_IXGRP|S_IRGRP|S_IXUSR|S_IWUSR|S_IRUSR)",
        text("evt.args", chmod));
  }

  @Test
  void printsEmptyParametersByTheirType() {
    FakeEvent received = FakeEvent.of(type("SOCKET_RECVFROM_X"), -11, null, null, 4, 102400).by(shell());
    assertEquals("res=-11(EAGAIN) data=NULL tuple=NULL fd=4 size=102400", text("evt.args", received));
    assertNull(text("evt.buffer", received));
    FakeEvent mount = FakeEvent.of(type("SYSCALL_MOUNT_X"), 0, "none", "/", null, 278528).by(shell());
    assertEquals("res=0 dev=none dir=/ type=<NA> flags=278528(REC|PRIVATE)", text("evt.args", mount));
  }

  @Test
  void aRefusedConnectionHasOnlyTheAddressOfTheCall() {
    byte[] address = {2, 10, 0, 0, 9, 22, 0};
    FakeEvent refused = FakeEvent.of(type("SOCKET_CONNECT_X"), -111, null, 3, address).by(shell());
    assertEquals("10.0.0.9:22", text("evt.arg.addr", refused));
    assertNull(text("fd.sip", refused));
  }

  @Test
  void printsAddressesAndTuples() {
    byte[] unix = "\1/run/x.sock\0".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    FakeEvent bind = FakeEvent.of(type("SOCKET_BIND_X"), 0, unix, 3).by(shell());
    assertEquals("/run/x.sock", text("evt.arg.addr", bind));
    byte[] inet = {2, 127, 0, 0, 1, (byte) 0x90, 0x1f, 10, 0, 0, 2, 0x50, 0};
    FakeEvent connect = FakeEvent.of(type("SOCKET_CONNECT_X"), 0, inet, 3, null).by(shell());
    assertEquals("127.0.0.1:8080->10.0.0.2:80", text("evt.arg.tuple", connect));
    FakeEvent damaged = FakeEvent.of(type("SOCKET_CONNECT_X"), 0, new byte[] {2, 127}, 3, null).by(shell());
    assertEquals("INVALID IPv4", text("evt.arg.tuple", damaged));
  }

  @Test
  void printsUsersOfParameters() {
    FakeEvent setresuid = FakeEvent.of(type("SYSCALL_SETRESUID_X"), 0, 65534, 5, 0xffff_ffffL).by(shell());
    setresuid.accounts = new FakeAccounts().user(65534, "nobody");
    assertEquals("res=0 ruid=65534(nobody) euid=5(<NA>) suid=-1(<NONE>)", text("evt.args", setresuid));
  }

  @Test
  void printsTheDescriptorsOfAPoll() {
    FakeProcess process = shell().with(FakeFd.tcp(4, "10.0.0.1", 5000, "10.0.0.2", 443));
    byte[] list = {2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 1, 0, 9, 0, 0, 0, 0, 0, 0, 0, (byte) 0xff, (byte) 0xff};
    FakeEvent poll = FakeEvent.of(type("SYSCALL_POLL_X"), 1, list, 0).by(process);
    assertEquals("4:41 9:?ffffffff", text("evt.arg.fds", poll));
    assertEquals("4,9", text("fdlist.nums", poll));
    assertEquals("10.0.0.1:5000->10.0.0.2:443,<NA>", text("fdlist.names", poll));
    assertEquals("10.0.0.1", text("fdlist.cips", poll));
    assertEquals("443", text("fdlist.sports", poll));
  }

  @Test
  void printsTimesAsTextAndAsNanoseconds() {
    FakeEvent event = openat(3, -100, "/x", 1, 0);
    event.timestampNanos = 1795532846753454730L;
    event.firstTimestampNanos = event.timestampNanos - 3_000_000_042L;
    event.previousTimestampNanos = event.timestampNanos - 7;
    assertEquals("2026-11-24T15:07:26.753454730+0000", text("evt.time.iso8601", event));
    assertEquals(1795532846753454730L, json("evt.time", event));
    assertEquals("000000042", text("evt.reltime.ns", event));
    assertEquals(42L, json("evt.reltime.ns", event));
    assertEquals("7", text("evt.deltatime", event));
  }

  @Test
  void acceptsOnlyNamesAsTypes() {
    assertEquals("1", text("evt.type.is[openat]", openat(3, -100, "/x", 1, 0)));
    assertEquals("0", text("evt.type.is[open]", openat(3, -100, "/x", 1, 0)));
    assertThrows(IllegalArgumentException.class, () -> FieldsUnderTest.fieldUse("evt.type.is[opne]").reader());
    assertThrows(IllegalArgumentException.class, () -> FieldsUnderTest.fieldUse("evt.arg.flgas").reader());
    assertThrows(IllegalArgumentException.class, () -> FieldsUnderTest.fieldUse("evt.rawarg.flgas"));
  }

  @Test
  void countsErrorsByKindOfCall() {
    assertEquals(1L, json("evt.count.error.file", openat(-2, -100, "/x", 1, 0)));
    assertEquals(0L, json("evt.count.error.file", openat(3, -100, "/x", 1, 0)));
    assertNull(json("evt.count.error.net", openat(-2, -100, "/x", 1, 0)));
    assertNull(json("evt.count.error.other", openat(-2, -100, "/x", 1, 0)));
  }

  @Test
  void measuresDistanceFromATime() {
    FakeEvent event = openat(3, -100, "/x", 1, 0);
    event.timestampNanos = 10_000_000_001L;
    var use = FieldsUnderTest.fieldUse("evt.around[10000000000]");
    var cell = new org.eyas.api.field.NumberCell();
    ((org.eyas.api.field.FieldReader.OfNumber) use.reader()).read(event, cell);
    assertEquals(1, cell.value);
  }
}
