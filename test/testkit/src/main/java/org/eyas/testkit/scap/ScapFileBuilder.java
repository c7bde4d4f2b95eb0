package org.eyas.testkit.scap;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Builds capture files for tests, block by block. */
public final class ScapFileBuilder {
  private static final int SECTION = 0x0A0D0D0A;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** Begins an empty file. */
  public ScapFileBuilder() {}

  /** Begins a file with the section header of version 1.2. */
  public static ScapFileBuilder current() {
    return new ScapFileBuilder().section(1, 2);
  }

  public ScapFileBuilder section(int major, int minor) {
    return block(SECTION, new Body().u32(0x1A2B3C4D).u16(major).u16(minor).u64(-1));
  }

  public ScapFileBuilder block(int type, Body body) {
    return block(type, body.bytes());
  }

  /** Appends a block, padded to 4 bytes, with its length at both ends. */
  public ScapFileBuilder block(int type, byte[] body) {
    int padded = (body.length + 3) & ~3;
    ByteBuffer block = ByteBuffer.allocate(padded + 12).order(ByteOrder.LITTLE_ENDIAN);
    block.putInt(type).putInt(padded + 12).put(body).putInt(padded + 8, padded + 12);
    return raw(block.array());
  }

  /** Appends an event from {@link ScapEventEncoder} in a block of version 2. */
  public ScapFileBuilder event(int cpu, ByteBuffer event) {
    return block(0x216, new Body().u16(cpu).raw(event));
  }

  /** Appends an event with flags before it. */
  public ScapFileBuilder flaggedEvent(int cpu, int flags, ByteBuffer event) {
    return block(0x217, new Body().u16(cpu).u32(flags).raw(event));
  }

  /** Appends an event as old programs wrote it, without the number of its parameters. */
  public ScapFileBuilder oldEvent(int cpu, ByteBuffer event) {
    ByteBuffer old = ByteBuffer.allocate(event.limit() - 4).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 22; i++) {
      old.put(event.get(i));
    }
    old.putInt(16, event.limit() - 4);
    for (int i = 26; i < event.limit(); i++) {
      old.put(event.get(i));
    }
    return block(0x204, new Body().u16(cpu).raw(old.flip()));
  }

  public ScapFileBuilder raw(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  public byte[] bytes() {
    return out.toByteArray();
  }

  /** The body of a block, little-endian. */
  public static final class Body {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    public Body u8(int value) {
      out.write(value);
      return this;
    }

    public Body u16(int value) {
      return u8(value).u8(value >> 8);
    }

    public Body u32(long value) {
      return u16((int) value).u16((int) (value >> 16));
    }

    public Body u64(long value) {
      return u32(value).u32(value >> 32);
    }

    public Body raw(int... bytes) {
      for (int b : bytes) {
        u8(b);
      }
      return this;
    }

    public Body raw(byte[] bytes) {
      out.writeBytes(bytes);
      return this;
    }

    public Body raw(ByteBuffer bytes) {
      byte[] copy = new byte[bytes.limit()];
      bytes.get(0, copy);
      return raw(copy);
    }

    /** Appends a text, after its length as u16. */
    public Body text(String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return u16(bytes.length).raw(bytes);
    }

    /** Appends another body, after its length as u32; the length includes its own 4 bytes. */
    public Body sized(Body entry) {
      byte[] bytes = entry.bytes();
      return u32(bytes.length + 4).raw(bytes);
    }

    public byte[] bytes() {
      return out.toByteArray();
    }
  }
}
