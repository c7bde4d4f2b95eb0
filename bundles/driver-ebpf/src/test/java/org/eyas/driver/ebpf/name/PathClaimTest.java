package org.eyas.driver.ebpf.name;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PathClaimTest {
  private static final int OFFSET = 24;

  // The event of a call's entry with 4-byte numbers after the path, as the probe writes it.
  private static ByteBuffer record(long directory, boolean relative, String real, String behind) {
    ByteBuffer memory = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN).position(OFFSET);
    byte[] path = (real + "\0").getBytes(StandardCharsets.ISO_8859_1);
    int params = relative ? 4 : 3;
    int length = 26 + 2 * params + (relative ? 8 : 0) + path.length + 8;
    memory.putLong(1).putLong(77).putInt(length).putShort((short) 306).putInt(params);
    if (relative) {
      memory.putShort((short) 8);
    }
    memory.putShort((short) path.length).putShort((short) 4).putShort((short) 4);
    if (relative) {
      memory.putLong(directory);
    }
    memory.put(path).putInt(2).putInt(0);
    if (!behind.isEmpty()) {
      memory.putLong(99).put((behind + "\0").getBytes(StandardCharsets.ISO_8859_1));
    }
    return memory.limit(memory.position());
  }

  @Test
  void namesTheEndsAndTheTypeOfASocket() {
    String ends = "\u0002\u007f\0\0\u0001\0\u0010\u00c0\0\u0002\u0007\u00bb\u0001";
    ByteBuffer memory = record(0, true, ends + "\u0001", "");
    memory.limit(memory.limit() + 8).putLong(memory.limit() - 8, -4);
    PathClaim claim = PathClaim.read(memory, OFFSET, memory.limit() - OFFSET);
    assertTrue(claim.isAboutSocket());
    assertTrue(claim.isOfStream());
    assertEquals(ends, new String(claim.socketEnds().toArray(), StandardCharsets.ISO_8859_1));
  }

  @Test
  void namesBothPathsOfOpenat() {
    ByteBuffer memory = record(5, true, "/real/\u00fcber", "given");
    int length = memory.limit() - OFFSET;
    assertTrue(PathClaim.isIn(memory, OFFSET, length));
    assertEquals(new PathClaim(77, 5, "given", "/real/\u00fcber", 99), PathClaim.read(memory, OFFSET, length));
  }

  @Test
  void aPathOfEightBytesIsNoDirectory() {
    ByteBuffer memory = record(0, false, "/etc/ab", "/x");
    PathClaim claim = PathClaim.read(memory, OFFSET, memory.limit() - OFFSET);
    assertEquals(new PathClaim(77, PathClaim.CURRENT_DIRECTORY, "/x", "/etc/ab", 99), claim);
  }

  @Test
  void aDirectoryIsToldByItsMarkAndNotByAnEmptyPath() {
    ByteBuffer memory = record(5, true, "/real", "x");
    int length = memory.limit() - OFFSET - 2;
    assertFalse(PathClaim.read(memory, OFFSET, length).isAboutDirectory(), "the path was not readable");
    memory.putLong(OFFSET + PathClaim.eventLength(memory, OFFSET), -1);
    PathClaim claim = PathClaim.read(memory, OFFSET, length);
    assertTrue(claim.isAboutDirectory());
    assertEquals(new PathClaim(77, 5, "", "/real", -1), claim);
  }

  @Test
  void anEventAloneIsNoClaim() {
    ByteBuffer memory = record(5, true, "/real", "");
    assertFalse(PathClaim.isIn(memory, OFFSET, memory.limit() - OFFSET));
  }
}
