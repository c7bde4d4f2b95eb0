package org.eyas.driver.ebpf;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The object file of the probe for this machine, and copies with an error in one section (ELF, 64 bits, little endian). */
final class ProbeObjectBytes {
  private static final int SECTIONS_AT = 0x28;
  private static final int SECTION_COUNT = 0x3c;
  private static final int SECTION_OF_NAMES = 0x3e;
  private static final int SECTION_BYTES = 64;
  private static final int INSTRUCTION = 8;
  private static final byte MOVE = (byte) 0xbf; // r0 = r9, which was never written

  private ProbeObjectBytes() {}

  static byte[] whole() throws IOException {
    String name = System.getProperty("os.arch").equals("aarch64") ? "probe.arm64.o" : "probe.x86.o";
    try (InputStream in = ProbeObjectBytes.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }

  /** Makes the program of a section never return, so that every kernel rejects it. */
  static byte[] withoutReturn(String section) throws IOException {
    byte[] bytes = whole();
    ByteBuffer elf = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int header = header(elf, section);
    int end = (int) (elf.getLong(header + 24) + elf.getLong(header + 32));
    elf.put(end - INSTRUCTION, MOVE).put(end - INSTRUCTION + 1, (byte) 0x90);
    return bytes;
  }

  private static int header(ByteBuffer elf, String section) {
    int first = (int) elf.getLong(SECTIONS_AT);
    int names = first + SECTION_BYTES * elf.getShort(SECTION_OF_NAMES);
    for (int i = 0; i < elf.getShort(SECTION_COUNT); i++) {
      int header = first + SECTION_BYTES * i;
      int name = (int) elf.getLong(names + 24) + elf.getInt(header);
      byte[] text = (section + "\0").getBytes(StandardCharsets.US_ASCII);
      if (name + text.length <= elf.capacity() && elf.slice(name, text.length).equals(ByteBuffer.wrap(text))) {
        return header;
      }
    }
    throw new IllegalArgumentException("the object has no section " + section);
  }
}
