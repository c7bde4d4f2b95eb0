package org.eyas.engine.field.text;

import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Bytes;
import org.eyas.api.process.FdInfo;
import org.eyas.api.process.ProcessInfo;

/** File descriptors among an event's parameters: {@code <f>/etc/passwd}, {@code <4t>10.0.0.1:3->1.1.1.1:443}. */
public final class FdParamText {
  private static final int POLL_ENTRY = 10;

  private FdParamText() {}

  /** Appends nothing for a descriptor that is not in the table. */
  public static void append(FdInfo fd, ByteBuilder out) {
    if (!fd.known()) {
      return;
    }
    out.append('<').append(fd.type().letter());
    if (fd.type().isInet()) {
      appendProtocol(fd.l4Protocol(), out);
    }
    out.append('>').append(fd.name());
  }

  private static void appendProtocol(FdInfo.L4Protocol protocol, ByteBuilder out) {
    switch (protocol) {
      case TCP -> out.append('t');
      case UDP -> out.append('u');
      case ICMP -> out.append('i');
      case RAW -> out.append('r');
      case UNKNOWN, NONE -> {}
    }
  }

  /**
   * Appends the list of a poll: number, kind and event bits of each entry. The encoding is a u16 count, then for each
   * entry a signed 64-bit descriptor and a u16 with the bits.
   */
  public static void appendPolled(ProcessInfo process, Bytes list, ByteBuilder out) {
    if (!process.known()) {
      return;
    }
    int count = polledCount(list);
    for (int i = 0; i < count; i++) {
      long number = polledFd(list, i);
      FdInfo fd = process.descriptors().fd(number);
      out.append(i > 0 ? " " : "").appendDecimal(number).append(':').append(fd.known() ? fd.type().letter() : '?');
      NumberText.appendHex(LittleEndian.signed(list, 2 + POLL_ENTRY * i + 8, 2) & 0xffff_ffffL, out);
    }
  }

  /** The number of complete entries of a list. */
  public static int polledCount(Bytes list) {
    return (int) Math.min(LittleEndian.number(list, 0, 2), Math.max(0, list.length() - 2) / POLL_ENTRY);
  }

  public static long polledFd(Bytes list, int index) {
    return LittleEndian.number(list, 2 + POLL_ENTRY * index, 8);
  }
}
