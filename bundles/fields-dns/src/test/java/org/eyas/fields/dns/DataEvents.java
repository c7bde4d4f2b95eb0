package org.eyas.fields.dns;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eyas.api.event.EventFlag;
import org.eyas.api.event.EventType;
import org.eyas.api.event.ParamDefinition;
import org.eyas.api.event.ValueType;
import org.eyas.testkit.FakeEvent;
import org.jspecify.annotations.Nullable;

/** Events that move data, with the parameters of the event table. */
final class DataEvents {
  static final EventType WRITE = type(9, "write", EventFlag.WRITES_TO_FD, "res data fd size");
  private static final EventType READ = type(7, "read", EventFlag.READS_FROM_FD, "res data fd size");
  private static final EventType SENDTO = type(31, "sendto", EventFlag.WRITES_TO_FD, "res data fd size tuple");
  private static final EventType RECVFROM = type(35, "recvfrom", EventFlag.READS_FROM_FD, "res data tuple fd size");

  private static final EventType CONNECT = type(23, "connect", null, "res tuple fd");

  private DataEvents() {}

  private static EventType type(int code, String name, @Nullable EventFlag flag, String params) {
    List<ParamDefinition> all = new ArrayList<>();
    for (String param : params.split(" ")) {
      ValueType type = switch (param) {
        case "data" -> ValueType.BYTEBUF;
        case "tuple" -> ValueType.SOCKTUPLE;
        case "fd" -> ValueType.FD;
        case "size" -> ValueType.UINT32;
        default -> ValueType.ERRNO;
      };
      all.add(new ParamDefinition(param, type, ParamDefinition.Format.NA, ""));
    }
    return new EventType(code, name, name, EventType.Direction.EXIT, "net", Set.of("syscall"),
        flag == null ? Set.of() : Set.of(flag), all);
  }

  static FakeEvent write(byte[] data) {
    return FakeEvent.of(WRITE, data.length, data, 3, data.length);
  }

  static FakeEvent read(byte[] data) {
    return read(data, data.length);
  }

  /** A read of more bytes than were captured. */
  static FakeEvent read(byte[] data, int moved) {
    return FakeEvent.of(READ, moved, data, 3, moved);
  }

  static FakeEvent sendto(byte[] data, byte @Nullable [] tuple) {
    return FakeEvent.of(SENDTO, data.length, data, 3, data.length, tuple);
  }

  static FakeEvent recvfrom(byte[] data, byte @Nullable [] tuple) {
    return FakeEvent.of(RECVFROM, data.length, data, tuple, 3, data.length);
  }

  /** A connection, whose addresses are those of the descriptor. */
  static FakeEvent connect() {
    return FakeEvent.of(CONNECT, 0, null, 3);
  }

  /** The addresses of a call as events encode them. */
  static byte[] tuple(String source, int sourcePort, String destination, int destinationPort) {
    try {
      byte[] from = InetAddress.getByName(source).getAddress();
      byte[] to = InetAddress.getByName(destination).getAddress();
      return ByteBuffer.allocate(1 + from.length + to.length + 4).order(ByteOrder.LITTLE_ENDIAN)
          .put((byte) (from.length == 4 ? 2 : 10)).put(from).putShort((short) sourcePort).put(to)
          .putShort((short) destinationPort)
          .array();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
