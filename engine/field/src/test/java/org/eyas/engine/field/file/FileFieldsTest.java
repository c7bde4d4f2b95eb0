package org.eyas.engine.field.file;

import static org.eyas.engine.field.FieldsUnderTest.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.stream.Stream;
import org.eyas.api.data.Text;
import org.eyas.api.event.CallDetails;
import org.eyas.api.event.EventType;
import org.eyas.api.field.BytesList;
import org.eyas.api.field.FieldReader;
import org.eyas.api.process.FdType;
import org.eyas.engine.schema.EventSchema;
import org.eyas.testkit.FakeEvent;
import org.eyas.testkit.FakeFd;
import org.eyas.testkit.FakeProcess;
import org.junit.jupiter.api.Test;

/** {@code file.*} for each way to change a file or to give it another name. */
final class FileFieldsTest {
  private static final String CRON = "/etc/cron.d/job";

  private static EventType type(String id) {
    return EventSchema.current().type(id);
  }

  private static FakeProcess shell() {
    FakeProcess shell = FakeProcess.of(100, "sh");
    shell.place.cwd = Text.of("/etc/cron.d/");
    return shell.with(FakeFd.of(7, FdType.DIRECTORY, "/etc/cron.d"));
  }

  private static FakeEvent event(String id, Object... params) {
    return FakeEvent.of(type(id), params).by(shell());
  }

  private static FakeEvent opened(String id, FdType fdType, Object... params) {
    return event(id, params).about(FakeFd.of(3, fdType, CRON));
  }

  @Test
  void opensThatCanWriteChangeTheFile() {
    assertEquals(CRON, text("file.changed", opened("SYSCALL_OPEN_X", FdType.FILE, 3, "job", 2, 0, 1, 1)));
    assertEquals(CRON, text("file.changed", opened("SYSCALL_OPENAT_2_X", FdType.FILE, 3, -100, "job", 3, 0, 1, 1)));
    assertEquals(CRON, text("file.changed", opened("SYSCALL_OPENAT2_X", FdType.FILE, 3, -100, "job", 2, 0, 0, 1, 1)));
    assertEquals(CRON, text("file.changed", opened("SYSCALL_CREAT_X", FdType.FILE, 3, "job", 0644, 1, 1, 0)));
    assertEquals(CRON, text("file.changed", opened("SYSCALL_OPEN_BY_HANDLE_AT_X", FdType.FILE, 3, 7, 2, CRON, 1, 1)));
  }

  @Test
  void opensThatOnlyReadOrFailChangeNothing() {
    assertNull(text("file.changed", opened("SYSCALL_OPEN_X", FdType.FILE, 3, "job", 1, 0, 1, 1)));
    assertNull(text("file.changed", opened("SYSCALL_OPEN_X", FdType.FILE, -2, "job", 2, 0, 1, 1)));
    assertNull(text("file.changed", opened("SYSCALL_OPEN_X", FdType.DIRECTORY, 3, "job", 2, 0, 1, 1)));
    assertNull(text("file.changed", opened("SYSCALL_OPEN_BY_HANDLE_AT_X", FdType.FILE, 3, 7, 1, CRON, 1, 1)));
  }

  @Test
  void eachCallThatMakesANameChangesIt() {
    assertEquals(CRON, text("file.changed", event("SYSCALL_RENAME_X", 0, "/tmp/x", "job")));
    assertEquals(CRON, text("file.changed", event("SYSCALL_RENAMEAT_X", 0, -100, "/tmp/x", 7, "job")));
    assertEquals(CRON, text("file.changed", event("SYSCALL_LINK_2_X", 0, "/tmp/x", "job")));
    assertEquals(CRON, text("file.changed", event("SYSCALL_LINKAT_2_X", 0, 5, "", 7, "job", 0)));
    assertEquals(CRON, text("file.changed", event("SYSCALL_SYMLINK_X", 0, "/tmp/x", "job")));
    assertEquals(CRON, text("file.changed", event("SYSCALL_SYMLINKAT_X", 0, "/tmp/x", 7, "job")));
    assertEquals(CRON, text("file.changed", event("SYSCALL_MKNODAT_X", 0, 7, "job", 0, 0)));
    assertNull(text("file.changed", event("SYSCALL_RENAME_X", -2, "/tmp/x", "job")));
    assertNull(text("file.changed", event("SYSCALL_UNLINK_2_X", 0, "job")));
  }

  @Test
  void anExchangeChangesBothNames() {
    assertEquals("/tmp/x ", changed(event("SYSCALL_RENAMEAT2_X", 0, 7, "job", -100, "/tmp/x", 0)));
    assertEquals("/tmp/x /etc/cron.d/job ", changed(event("SYSCALL_RENAMEAT2_X", 0, 7, "job", -100, "/tmp/x", 2)));
  }

  private static String changed(FakeEvent event) {
    return all(new ChangedPathReader(), event);
  }

  private static String aliased(FakeEvent event) {
    return all(new AliasedPathReader(), event);
  }

  private static String all(FieldReader.OfManyBytes reader, FakeEvent event) {
    BytesList paths = new BytesList();
    reader.read(event, paths);
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < paths.size(); i++) {
      all.append(paths.get(i)).append(' ');
    }
    return all.toString();
  }

  @Test
  void aMountChangesItsDirectoryUnlessOnlyItsPropertiesChange() {
    assertEquals("/etc/cron.d", text("file.changed", event("SYSCALL_MOUNT_X", 0, "/tmp", "/etc/cron.d", null, 0x1000)));
    assertNull(text("file.changed", event("SYSCALL_MOUNT_X", 0, "none", "/etc/cron.d", null, 0x1020)));
    assertNull(text("file.changed", event("SYSCALL_MOUNT_X", 0, "none", "/etc/cron.d", null, 0x40000)));
  }

  @Test
  void linksAndBindMountsAliasTheOldName() {
    assertEquals(CRON, text("file.aliased", event("SYSCALL_LINK_2_X", 0, "job", "/tmp/x")));
    assertEquals("/etc/cron.d", text("file.aliased", event("SYSCALL_LINKAT_2_X", 0, 7, "", -100, "/tmp/x", 0x1000)));
    assertEquals("/etc/cron.d", text("file.aliased", event("SYSCALL_SYMLINK_X", 0, "/etc/cron.d", "/tmp/c")));
    assertEquals("/etc/cron.d", text("file.aliased", event("SYSCALL_MOUNT_X", 0, "/etc/cron.d", "/tmp/c", null, 0x1000)));
    assertNull(text("file.aliased", event("SYSCALL_MOUNT_X", 0, "tmpfs", "/etc/cron.d", "tmpfs", 0)));
    assertNull(text("file.aliased", event("SYSCALL_RENAME_X", 0, "job", "/tmp/x")));
  }

  @Test
  void aRelativeSymbolicLinkStartsAtItsOwnDirectory() {
    assertEquals("/etc/cron.d", text("file.aliased", event("SYSCALL_SYMLINK_X", 0, "../etc/cron.d", "/tmp/c")));
    assertEquals("/etc/hosts", text("file.aliased", event("SYSCALL_SYMLINKAT_X", 0, "../hosts", 7, "h")));
  }

  @Test
  void aMissingDirectoryIsUnknownAndNotTheFirstDescriptor() {
    FakeProcess shell = shell().with(FakeFd.of(0, FdType.DIRECTORY, "/etc"));
    String unknown = text("file.changed", FakeEvent.of(type("SYSCALL_SYMLINKAT_X"), 0, "/tmp/x", 9, "job").by(shell));
    assertEquals(unknown, text("file.changed", FakeEvent.of(type("SYSCALL_SYMLINKAT_X"), 0, "/tmp/x", null, "job").by(shell)));
  }

  private static FakeEvent detailed(CallDetails details, String id, Object... params) {
    FakeEvent event = event(id, params);
    event.details = details;
    return event;
  }

  private static List<Text> texts(String... all) {
    return Stream.of(all).map(Text::of).toList();
  }

  private static CallDetails mounted(String options) {
    return new CallDetails(List.of(), List.of(), List.of(), List.of(), Text.of(options), Text.of("/srv"));
  }

  private static FakeEvent overlay(String options) {
    return detailed(mounted(options), "SYSCALL_MOUNT_X", 0, "overlay", "/tmp/m", "overlay", 0);
  }

  @Test
  void detailsNameWhatACallWithoutSuchParametersDoes() {
    CallDetails details = new CallDetails(
        texts("/tmp/../etc/passwd"), texts("/etc/cron.d", "/cron.d"), texts("/bin/x"), texts("security.capability"), Text.EMPTY,
        Text.EMPTY);
    FakeEvent event = detailed(details, "GENERIC_X", 57, 76);
    assertEquals("/etc/passwd", text("file.changed", event));
    assertEquals("/etc/cron.d /cron.d ", aliased(event));
    assertEquals("/bin/x", text("file.attributed", event));
    assertEquals("security.capability", text("file.attribute", event));
  }

  @Test
  void aCallWithoutDetailsHasNoSuchValues() {
    for (String field : List.of("file.changed", "file.aliased", "file.attributed", "file.attribute")) {
      assertNull(text(field, event("GENERIC_X", 0, 76)));
      assertNull(text(field, event("SYSCALL_IOCTL_3_X", 0, 3, 1, 0)));
    }
  }

  @Test
  void anOverlayAliasesItsDirectories() {
    assertEquals("/etc /usr ", aliased(overlay("lowerdir=/etc:/usr")));
    assertEquals("/srv/a /etc /srv/b ", aliased(overlay("ro,lowerdir=a::/etc,upperdir=b,workdir=/etc/w")));
    assertEquals("/etc /opt /usr ", aliased(overlay("lowerdir+=/etc,datadir+=/opt,lowerdir+=/usr")));
    assertEquals("", aliased(overlay("index=off,lowerdir,=/etc")));
    assertEquals("", aliased(overlay("workdir=/etc")));
  }

  @Test
  void aBackslashInTheOptionsOfAnOverlayStandsForTheNextCharacter() {
    assertEquals("/etc ", aliased(overlay("lowerdir=/e\\tc")));
    assertEquals("/a:b /c,d /e ", aliased(overlay("lowerdir=/a\\:b:/c\\,d,upperdir=/e")));
    assertEquals("/e\\ ", aliased(overlay("lowerdir=/e\\")));
  }

  @Test
  void theStepsOfAnOverlayAliasItsDirectories() {
    assertEquals("/etc /etc/cron.d/x ", aliased(event("SYSCALL_FSCONFIG_X", 0, 5, 1, "lowerdir", null, "/etc:x", 0)));
    assertEquals("/etc/cron.d ", aliased(event("SYSCALL_FSCONFIG_X", 0, 5, 5, "lowerdir+", null, "", 7)));
    assertEquals("", aliased(event("SYSCALL_FSCONFIG_X", 0, 5, 1, "source", null, "/etc", 0)));
    assertEquals("", aliased(event("SYSCALL_FSCONFIG_X", -22, 5, 1, "lowerdir", null, "/etc", 0)));
  }

  @Test
  void aNewRootAliasesItsFilesUnlessItIsThatOfTheMounts() {
    CallDetails real = new CallDetails(List.of(), texts("/etc"), List.of(), List.of(), Text.EMPTY, Text.EMPTY);
    CallDetails root = new CallDetails(List.of(), texts("/"), List.of(), List.of(), Text.EMPTY, Text.EMPTY);
    assertEquals("/etc ", aliased(detailed(real, "SYSCALL_CHROOT_X", 0, ".")));
    assertEquals("", aliased(detailed(root, "SYSCALL_CHROOT_X", 0, "/proc/1/root")));
    assertEquals("/etc/cron.d ", aliased(event("SYSCALL_CHROOT_X", 0, ".")));
    assertEquals("", aliased(event("SYSCALL_CHROOT_X", 0, "/")));
    assertEquals("", aliased(event("SYSCALL_CHROOT_X", -1, "/etc")));
  }
}
