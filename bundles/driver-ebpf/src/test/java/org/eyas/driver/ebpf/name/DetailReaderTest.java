package org.eyas.driver.ebpf.name;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eyas.api.data.Text;
import org.eyas.api.event.CallDetails;
import org.junit.jupiter.api.Test;

final class DetailReaderTest {
  private static final int EVENT = 40;
  private static final int CHANGED = 1;
  private static final int ALIASED = 2;
  private static final int ATTRIBUTED = 3;
  private static final int ATTRIBUTE = 4;
  private static final int OPTIONS = 5;
  private static final int BASE = 6;
  private static final int INODE_FLAGS = 7;
  private static final int MTIME = 8;

  private final ByteBuffer memory = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);

  DetailReaderTest() {
    memory.putInt(16, EVENT).position(EVENT).putLong(-3);
  }

  private DetailReaderTest with(int item, byte[] bytes) {
    memory.putShort((short) item).putShort((short) bytes.length).put(bytes);
    return this;
  }

  private DetailReaderTest with(int item, String text) {
    return with(item, text.getBytes(StandardCharsets.UTF_8));
  }

  private CallDetails details() {
    return DetailReader.read(memory, 0, memory.position());
  }

  private static List<Text> texts(String... all) {
    return List.of(all).stream().map(Text::of).toList();
  }

  @Test
  void aRelativePathIsJoinedWithItsDirectory() {
    with(ATTRIBUTED, "passwd").with(BASE, "/etc").with(ATTRIBUTE, "security.capability");
    assertTrue(DetailReader.hasDetails(memory, 0));
    assertEquals(texts("/etc/passwd"), details().attributed());
    assertEquals(texts("security.capability"), details().attributes());
  }

  @Test
  void aTimeIsAnAttributeIfItIsInThePast() {
    memory.putLong(0, 10_000_000_000_000L);
    with(MTIME, seconds(6_400));
    assertEquals(List.of(), details().attributes());
    with(MTIME, seconds(6_399)).with(MTIME, new byte[2]).with(ATTRIBUTED, "/etc/passwd");
    assertEquals(texts("mtime"), details().attributes());
    assertEquals(texts("/etc/passwd"), details().attributed());
  }

  private static byte[] seconds(long seconds) {
    return ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(seconds).array();
  }

  @Test
  void theKernelsPathIsAddedUnlessItIsTheEndOfTheGivenOne() {
    with(ALIASED, "/etc/systemd").with(ALIASED, "/systemd").with(CHANGED, "/proc/self/root/etc").with(CHANGED, "/etc/cron.d");
    assertEquals(texts("/etc/systemd"), details().aliased());
    assertEquals(texts("/proc/self/root/etc", "/etc/cron.d"), details().changed());
  }

  @Test
  void theOptionsOfAMountHaveTheirDirectory() {
    with(OPTIONS, "lowerdir=etc:srv").with(BASE, "/");
    assertEquals(Text.of("lowerdir=etc:srv"), details().mountOptions());
    assertEquals(Text.of("/"), details().directory());
  }

  @Test
  void flagsHaveNames() {
    with(INODE_FLAGS, new byte[] {12, 0, 0, 0});
    assertEquals(texts("immutable", "append"), details().attributes());
  }

  @Test
  void aFileWithoutTheseFlagsHasNone() {
    with(ATTRIBUTED, "/etc/passwd").with(INODE_FLAGS, new byte[4]);
    assertEquals(List.of(), details().attributes());
  }

  @Test
  void anItemThatIsLongerThanTheRecordEndsIt() {
    with(CHANGED, "/etc/passwd").with(CHANGED, "/etc/shadow");
    memory.putShort(EVENT + 8 + 4 + "/etc/passwd".length() + 2, (short) 5000);
    assertEquals(texts("/etc/passwd"), details().changed());
  }

  @Test
  void anItemOfAnotherProbeIsIgnored() {
    with(99, "x").with(CHANGED, "/etc/passwd");
    assertEquals(texts("/etc/passwd"), details().changed());
  }

  @Test
  void aClaimHasNoDetails() {
    memory.putLong(EVENT, -1);
    assertFalse(DetailReader.hasDetails(memory, 0));
  }
}
