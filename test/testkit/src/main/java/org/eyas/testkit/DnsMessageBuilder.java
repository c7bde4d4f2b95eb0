package org.eyas.testkit;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A message of the domain name system (RFC 1035) that a test builds, part by part. */
public final class DnsMessageBuilder {
  /** The types of records that have a method here. */
  private static final int A = 1;

  private static final int CNAME = 5;
  private static final int TXT = 16;
  private static final int AAAA = 28;
  private static final int OPT = 41;
  private static final int HEADER = 12;
  private static final int COUNTS = 4;

  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private final int[] counts = new int[4];
  private final int id;
  private final int flags;

  private DnsMessageBuilder(int id, int flags) {
    this.id = id;
    this.flags = flags;
  }

  /** A message with these flags, which contain the opcode and the response code. */
  public static DnsMessageBuilder of(int id, int flags) {
    return new DnsMessageBuilder(id, flags);
  }

  /** A query as resolvers send it: recursion is wanted. */
  public static DnsMessageBuilder query(int id, String name, int type) {
    return of(id, 0x0100).question(name, type);
  }

  /** The successful answer to a query, still without records. */
  public static DnsMessageBuilder answer(int id, String name, int type) {
    return of(id, 0x8180).question(name, type);
  }

  public DnsMessageBuilder question(String name, int type) {
    counts[0]++;
    return raw(name(name)).u16(type).u16(1);
  }

  /** The length of the message until now: the offset of what is appended next, for pointers. */
  public int offset() {
    return HEADER + body.size();
  }

  public DnsMessageBuilder u16(int value) {
    body.write(value >> 8);
    body.write(value);
    return this;
  }

  public DnsMessageBuilder raw(byte[] bytes) {
    body.writeBytes(bytes);
    return this;
  }

  /** Appends a record to section 1 (answers), 2 (authority) or 3 (additional). */
  public DnsMessageBuilder record(int section, byte[] owner, int type, int recordClass, long ttl, byte[] data) {
    counts[section]++;
    raw(owner).u16(type).u16(recordClass).u16((int) (ttl >> 16)).u16((int) ttl).u16(data.length);
    return raw(data);
  }

  /** Appends an answer whose name is that of the question. */
  public DnsMessageBuilder answer(int type, long ttl, byte[] data) {
    return record(1, pointer(HEADER), type, 1, ttl, data);
  }

  public DnsMessageBuilder address(String text, long ttl) {
    try {
      byte[] address = InetAddress.getByName(text).getAddress();
      return answer(address.length == 4 ? A : AAAA, ttl, address);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  public DnsMessageBuilder alias(String target, long ttl) {
    return answer(CNAME, ttl, name(target));
  }

  /** Appends a TXT record with one string of at most 255 bytes. */
  public DnsMessageBuilder text(String text, long ttl) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    return answer(TXT, ttl, ByteBuffer.allocate(bytes.length + 1).put((byte) bytes.length).put(bytes).array());
  }

  /** Appends the option record (RFC 6891). */
  public DnsMessageBuilder options(int extendedCode, boolean signatures) {
    return record(3, new byte[] {0}, OPT, 1232, (long) extendedCode << 24 | (signatures ? 0x8000 : 0), new byte[0]);
  }

  /** Claims a number of questions (0), answers (1), or other records (2, 3), whatever the message has. */
  public DnsMessageBuilder claim(int section, int count) {
    counts[section] = count;
    return this;
  }

  public byte[] bytes() {
    ByteBuffer message = ByteBuffer.allocate(HEADER + body.size()).putShort((short) id).putShort((short) flags);
    for (int i = 0; i < counts.length; i++) {
      message.putShort(COUNTS + 2 * i, (short) counts[i]);
    }
    return message.position(HEADER).put(body.toByteArray()).array();
  }

  /** The message after its length, as over TCP. */
  public byte[] framed() {
    byte[] message = bytes();
    return ByteBuffer.allocate(2 + message.length).putShort((short) message.length).put(message).array();
  }

  /** A name as messages encode it, without pointers. A character is a byte. */
  public static byte[] name(String name) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (String label : name.isEmpty() ? new String[0] : name.split("\\.")) {
      out.write(label.length());
      out.writeBytes(label.getBytes(StandardCharsets.ISO_8859_1));
    }
    out.write(0);
    return out.toByteArray();
  }

  /** A pointer to an earlier name. */
  public static byte[] pointer(int offset) {
    return new byte[] {(byte) (0xc0 | offset >> 8), (byte) offset};
  }
}
