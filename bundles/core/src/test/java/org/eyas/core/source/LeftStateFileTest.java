package org.eyas.core.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eyas.api.source.HostInfo;
import org.eyas.api.source.SourceInfo;
import org.eyas.api.source.StateSink;
import org.eyas.api.source.UserEntry;
import org.eyas.engine.relay.StateCodec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftStateFileTest {
  private static final SourceInfo SOURCE = new SourceInfo("modern_ebpf", "syscall", true, "the probe");
  private static final long MOST = 1 << 20;
  private static final long LIMIT_MILLIS = 60_000;
  private static final int VERSION_OFFSET = 8;
  private static final LeftStateSummary SUMMARY = new LeftStateSummary(SOURCE, 17, 4_711, true, Instant.ofEpochMilli(123_456));

  @TempDir private Path folder;
  private Path path;
  private LeftStateFile file;

  @BeforeEach
  void open() {
    path = folder.resolve("left-state");
    file = of("this boot");
  }

  private LeftStateFile of(String boot) {
    return new LeftStateFile(folder, boot, MOST);
  }

  private static void report(StateSink into) {
    into.onHost(new HostInfo("machine", 1, 17, List.of()));
  }

  private void write() {
    file.write(SUMMARY, LeftStateFileTest::report, LIMIT_MILLIS);
  }

  private static void users(StateSink into) {
    for (int i = 0; i < MOST / 20; i++) {
      into.onUser(new UserEntry(UserEntry.Kind.USER, i, i, "someone", "/home", "/bin/sh"));
    }
  }

  private void assertIgnoredAndRemoved(LeftStateFile reader) {
    assertTrue(Files.exists(path, LinkOption.NOFOLLOW_LINKS));
    assertEquals(Optional.empty(), reader.remove());
    assertFalse(Files.exists(path, LinkOption.NOFOLLOW_LINKS));
  }

  @Test
  void whatAProcessLeavesIsFoundOnce() throws IOException {
    assertEquals(Optional.empty(), file.remove());
    write();
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
    LeftState found = file.remove().orElseThrow();
    assertEquals(SUMMARY, found.summary());
    assertArrayEquals(StateCodec.encode(LeftStateFileTest::report), found.tables().readAllBytes());
    assertEquals(Optional.empty(), file.remove());
  }

  @Test
  void anInterruptedThreadLeavesItToo() {
    Thread.currentThread().interrupt();
    write();
    assertTrue(Thread.interrupted());
    assertTrue(file.remove().isPresent());
  }

  @Test
  void aDamagedFileIsIgnored() throws IOException {
    write();
    byte[] whole = Files.readAllBytes(path);
    for (int i = 0; i < whole.length; i++) {
      byte[] damaged = whole.clone();
      damaged[i] ^= 0x41;
      Files.write(path, damaged);
      assertIgnoredAndRemoved(file);
      write();
      Files.write(path, Arrays.copyOf(whole, i));
      assertIgnoredAndRemoved(file);
      write();
    }
    assertTrue(file.remove().isPresent());
  }

  @Test
  void aFileInAnotherFormatIsIgnored() throws IOException {
    write();
    byte[] whole = Files.readAllBytes(path);
    Files.write(path, ByteBuffer.wrap(whole).putInt(VERSION_OFFSET, 0).array());
    assertIgnoredAndRemoved(file);
  }

  @Test
  void aFileOfAnEarlierBootIsIgnored() {
    write();
    assertIgnoredAndRemoved(of("a later boot"));
  }

  @Test
  void aFileThatOthersCouldHaveWrittenIsIgnored() throws IOException {
    write();
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw----"));
    assertIgnoredAndRemoved(file);
    write();
    Path elsewhere = Files.move(path, folder.resolve("elsewhere"));
    Files.createSymbolicLink(path, elsewhere);
    assertIgnoredAndRemoved(file);
  }

  @Test
  void aFileOfAnotherUserIsIgnored() throws IOException {
    assumeTrue("root".equals(System.getProperty("user.name")), "skipped: only root can give files away");
    write();
    Files.setAttribute(path, "unix:uid", 65_534);
    assertIgnoredAndRemoved(file);
  }

  @Test
  void aFileThatCannotBeRemovedIsNotUsed() throws IOException {
    Files.createDirectories(path.resolve("in it"));
    assertEquals(Optional.empty(), file.remove());
  }

  @Test
  void aStateThatIsTooLargeIsNeitherWrittenNorRead() throws IOException {
    file.write(SUMMARY, LeftStateFileTest::users, LIMIT_MILLIS);
    assertEquals(Optional.empty(), file.remove());
    assertEmpty();
    new LeftStateFile(folder, "this boot", 100 * MOST).write(SUMMARY, LeftStateFileTest::users, LIMIT_MILLIS);
    assertIgnoredAndRemoved(file);
  }

  @Test
  void aStateThatTakesTooLongIsNotWritten() throws IOException {
    file.write(SUMMARY, LeftStateFileTest::report, -1);
    assertEquals(Optional.empty(), file.remove());
    assertEmpty();
  }

  private void assertEmpty() throws IOException {
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(0, left.count());
    }
  }

  @Test
  void aFailedWriteLeavesNothing() throws IOException {
    Files.createDirectories(path.resolve("in the way"));
    write();
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(1, left.count());
    }
  }

  @Test
  void itIsInTheFolderThatSystemdNames() {
    assertNull(LeftStateFile.of(Map.of("RUNTIME_DIRECTORY", folder + "/absent")));
    LeftStateFile named = LeftStateFile.of(Map.of("RUNTIME_DIRECTORY", folder + ":/run/other"));
    assertNotNull(named);
    named.write(SUMMARY, LeftStateFileTest::report, LIMIT_MILLIS);
    assertTrue(Files.exists(path));
  }
}
