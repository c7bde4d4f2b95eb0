package org.eyas.engine.loop;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.eyas.api.data.Text;
import org.eyas.api.event.EventType;
import org.eyas.api.event.ParamDefinition;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.text.RawByteText;
import org.eyas.testkit.scap.ScapEventEncoder;
import org.jspecify.annotations.Nullable;

/**
 * Random events: paths of every form, current directories, results, flags, missing and additional parameters, calls that are reported
 * at their entry.
 */
public final class PushdownEvents {
  private static final List<String> FREQUENT =
      List.of(
          "SYSCALL_OPEN_X", "SYSCALL_OPENAT_2_X", "SYSCALL_OPENAT2_X", "SYSCALL_CREAT_X", "SYSCALL_OPEN_BY_HANDLE_AT_X",
          "SYSCALL_UNLINKAT_2_X", "SYSCALL_RENAME_X", "SYSCALL_RENAMEAT2_X", "SYSCALL_LINKAT_2_X", "SYSCALL_SYMLINKAT_X",
          "SOCKET_CONNECT_X", "SOCKET_CONNECT_X", "SOCKET_CONNECT_X", "SOCKET_SOCKET_X", "SYSCALL_MKDIRAT_X", "SYSCALL_CHMOD_X",
          "SYSCALL_FCHMODAT_X", "SYSCALL_CLOSE_X", "SYSCALL_CLOSE_X", "SYSCALL_READ_X", "SYSCALL_DUP2_X", "SYSCALL_FCHDIR_X",
          "SYSCALL_MOUNT_X", "SYSCALL_PTRACE_X", "SYSCALL_FCHMOD_X", "SYSCALL_BRK_4_X");
  private static final List<String> AROUND =
      List.of("%s", "%s", "%s", "%s", "%s", "%s/", "/.%s", "/x/..%s", "/%s", "%s/.", "%s/..", "%s/x", "%s.so", "%s\u00e4", "%s\n",
          ".%s", "%s\udcff");
  private static final List<Long> RESULTS = List.of(-115L, -13L, -2L, -1L, 0L, 0L, 0L, 3L, 4L, 5L, 11L);

  /** Calls that a source can report at their entry, with the parameter that may differ. */
  private static final Map<String, String> REPORTED =
      Map.of(
          "SYSCALL_OPEN_X", "name", "SYSCALL_OPENAT_2_X", "name", "SYSCALL_OPENAT2_X", "name", "SYSCALL_CREAT_X", "name",
          "SOCKET_CONNECT_X", "addr");

  private final EventSchema schema = EventSchema.current();
  private final Random random;
  private long nanos = 1_000;

  public PushdownEvents(Random random) {
    this.random = random;
  }

  /** The next event, after the entry of the same call if it is reported. */
  public List<ByteBuffer> next() {
    if (random.nextInt(20) == 0) {
      return List.of(changedDirectory());
    }
    EventType type = schema.type(pick(FREQUENT));
    if (random.nextInt(5) == 0) {
      type = schema.type(random.nextInt(schema.size()));
    }
    long tid = thread();
    List<ByteBuffer> events = new ArrayList<>();
    @Nullable Object[] values = values(type);
    if (REPORTED.containsKey(type.id()) && random.nextInt(4) == 0) {
      events.add(ScapEventEncoder.encode(schema.type(type.code() - 1), nanos++, tid, entry(type, values)));
    }
    events.add(ScapEventEncoder.encode(type, nanos++, tid, values));
    return events;
  }

  /** To a directory with paths of rules, or to one with which every path is too long. */
  private ByteBuffer changedDirectory() {
    String path = pick(List.of("/", "/etc", "/tmp", "/root/.ssh", "/" + "d".repeat(1020)));
    return ScapEventEncoder.encode(schema.type("SYSCALL_CHDIR_X"), nanos++, thread(), 0L, path);
  }

  private long thread() {
    return 42 + random.nextInt(3);
  }

  /** The entry of a call: half of them with the same path or address as the end. */
  private @Nullable Object[] entry(EventType type, @Nullable Object[] end) {
    String name = REPORTED.getOrDefault(type.id(), "");
    EventType entry = schema.type(type.code() - 1);
    @Nullable Object[] values = values(entry);
    int from = type.indexOf(name);
    if (random.nextBoolean() && values.length > entry.indexOf(name) && end.length > from) {
      values[entry.indexOf(name)] = end[from];
    }
    return values;
  }

  private @Nullable Object[] values(EventType type) {
    int count = type.params().size();
    int given = random.nextInt(20) == 0 ? random.nextInt(count + 1) : count;
    @Nullable Object[] values = new Object[given];
    for (int i = 0; i < given; i++) {
      values[i] = random.nextInt(30) == 0 ? null : value(type.params().get(i), i);
    }
    return values;
  }

  private Object value(ParamDefinition param, int index) {
    return switch (param.type().form()) {
      case TEXT -> path();
      case SIGNED, UNSIGNED, BOOL -> index == 0 ? pick(RESULTS) : number(param);
      default -> switch (param.type()) {
        case SOCKTUPLE -> tuple();
        case SOCKADDR -> address(random.nextBoolean() ? 2 : 10);
        default -> new byte[] {(byte) random.nextInt(4), 1, 0};
      };
    };
  }

  private Object number(ParamDefinition param) {
    if (param.name().equals("domain")) {
      return pick(List.of(1L, 2L, 10L, 16L));
    }
    if (param.name().equals("fd")) {
      return 3L + random.nextInt(2);
    }
    if (param.name().endsWith("dirfd")) {
      return random.nextBoolean() ? -100L : pick(RESULTS);
    }
    return random.nextInt(3) == 0 ? pick(RESULTS) : (long) random.nextInt(1 << (1 + random.nextInt(15)));
  }

  /** A socket with a port of its own at its source, sometimes incomplete. */
  private byte[] tuple() {
    int family = pick(List.of(1, 2, 2, 2, 10, 10, 16));
    ByteBuffer out = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    if (family == 1) {
      out.put((byte) 1).putLong(7).putLong(8).put((byte) '/').put((byte) 0);
    } else {
      byte[] source = address(family);
      byte[] destination = address(family);
      out.put(source, 0, source.length - 2).putShort((short) 1234).put(destination, 1, destination.length - 1);
    }
    int length = random.nextInt(10) == 0 ? random.nextInt(out.position() + 1) : out.position();
    return Arrays.copyOf(out.array(), length);
  }

  /** Family, address, port. */
  private byte[] address(int family) {
    ByteBuffer out = ByteBuffer.allocate(family == 2 ? 7 : 19).order(ByteOrder.LITTLE_ENDIAN);
    out.put((byte) family);
    if (family != 2) {
      boolean mapped = random.nextBoolean();
      out.putLong(random.nextInt(3) == 0 ? 0x80feL : 0).putShort((short) 0).putShort((short) (mapped ? -1 : 0));
    }
    out.put(pick(List.of((byte) 10, (byte) 10, (byte) 127))).putShort((short) 0).put((byte) (1 + random.nextInt(4)));
    out.putShort(pick(List.of((short) 22, (short) 80, (short) 443)));
    return out.array();
  }

  /** A path of any form, with any bytes except NUL. */
  Text path() {
    String path = pick(random.nextInt(4) == 0 ? PushdownRules.RAW_PATHS : PushdownRules.PATHS);
    return RawByteText.bytes(random.nextInt(60) == 0 ? path.repeat(80) : String.format(pick(AROUND), path));
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
