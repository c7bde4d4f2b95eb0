package org.eyas.source.scap;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Supplier;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.source.ContainerEvents;
import org.eyas.api.source.UserEntry;

/**
 * Finds the events of a capture that describe containers: those of Falco's plugin, which are asynchronous events with a name,
 * and those of older versions. It also finds the events of users and groups of containers.
 */
final class ContainerEventReader {
  /** An event with four parameters: id, type, name, image. */
  private static final int CONTAINER = 228;

  private static final int CONTAINER_JSON = 272;
  private static final int CONTAINER_JSON_2 = 324;

  /** An event with three parameters: id of the plugin, name of the event, data. */
  private static final int ASYNC = 402;

  /** Events with six parameters: uid, gid, name, home directory, shell, id of the container. */
  private static final int USER_ADDED = 354;

  private static final int USER_REMOVED = 356;

  /** Events with three parameters: gid, name, id of the container. */
  private static final int GROUP_ADDED = 358;

  private static final int GROUP_REMOVED = 360;

  private static final Text ADDED = Text.of("container");
  private static final Text REMOVED = Text.of("container_removed");

  private static final int COUNT = 22;
  private static final int LENGTHS = 26;

  private final Supplier<List<ContainerEvents>> receivers;

  ContainerEventReader(Supplier<List<ContainerEvents>> receivers) {
    this.receivers = receivers;
  }

  /** Passes the event on if it describes a container, or an account of a container. */
  void read(int type, ByteBuffer memory, int offset, int length) {
    switch (type) {
      case CONTAINER -> added(old(new Params(memory, offset, length, 2)));
      case CONTAINER_JSON -> added(new Params(memory, offset, length, 2).text(0));
      case CONTAINER_JSON_2 -> added(new Params(memory, offset, length, 4).text(0));
      case ASYNC -> named(new Params(memory, offset, length, 4));
      case USER_ADDED -> user(new Params(memory, offset, length, 2), true);
      case USER_REMOVED -> user(new Params(memory, offset, length, 2), false);
      case GROUP_ADDED -> group(new Params(memory, offset, length, 2), true);
      case GROUP_REMOVED -> group(new Params(memory, offset, length, 2), false);
      default -> {}
    }
  }

  private void named(Params params) {
    Bytes name = params.text(1);
    if (name.equals(ADDED)) {
      added(params.text(2));
    } else if (name.equals(REMOVED)) {
      receivers.get().forEach(receiver -> receiver.onContainerRemoved(params.text(2)));
    }
  }

  private void added(Bytes json) {
    if (!json.isEmpty()) {
      receivers.get().forEach(receiver -> receiver.onContainer(json));
    }
  }

  private void user(Params params, boolean added) {
    Text container = params.text(5);
    if (!container.isEmpty()) {
      account(
          container,
          new UserEntry(
              UserEntry.Kind.USER, params.number(0), params.number(1), params.text(2).toString(), params.text(3).toString(),
              params.text(4).toString()),
          added);
    }
  }

  private void group(Params params, boolean added) {
    Text container = params.text(2);
    if (!container.isEmpty()) {
      long gid = params.number(0);
      account(container, new UserEntry(UserEntry.Kind.GROUP, gid, gid, params.text(1).toString(), "", ""), added);
    }
  }

  private void account(Text container, UserEntry account, boolean added) {
    for (ContainerEvents receiver : receivers.get()) {
      if (added) {
        receiver.onAccount(container, account);
      } else {
        receiver.onAccountRemoved(container, account.kind(), account.id());
      }
    }
  }

  private static Text old(Params params) {
    return Text.of(
        "{\"id\":\"%s\",\"type\":%d,\"name\":\"%s\",\"image\":\"%s\"}"
            .formatted(quoted(params.text(0)), params.number(1), quoted(params.text(2)), quoted(params.text(3))));
  }

  private static String quoted(Bytes text) {
    return text.toString().replace("\\", "\\\\").replace("\"", "\\\"");
  }

  /** The parameters of an event. A parameter that is missing or does not fit into the event is empty. */
  private record Params(ByteBuffer memory, int offset, int length, int size) {
    Text text(int index) {
      int from = start(index);
      int bytes = from < 0 ? 0 : lengthOf(index);
      if (bytes > 0 && memory.get(from + bytes - 1) == 0) {
        bytes--; // texts end with a zero byte
      }
      byte[] copy = new byte[bytes];
      if (bytes > 0) {
        memory.get(from, copy);
      }
      return Text.copyOf(copy);
    }

    long number(int index) {
      int from = start(index);
      return from < 0 || lengthOf(index) != 4 ? 0 : memory.getInt(from) & 0xffff_ffffL;
    }

    private int count() {
      return memory.getInt(offset + COUNT);
    }

    private int lengthOf(int index) {
      int at = offset + LENGTHS + index * size;
      return size == 2 ? memory.getShort(at) & 0xffff : memory.getInt(at);
    }

    // -1 if the event does not have the whole parameter.
    private int start(int index) {
      int count = count();
      if (index >= count || count > (length - LENGTHS) / size) {
        return -1;
      }
      long from = offset + LENGTHS + (long) count * size;
      for (int i = 0; i < index; i++) {
        from += Math.max(0, lengthOf(i));
      }
      boolean fits = lengthOf(index) >= 0 && from + lengthOf(index) <= (long) offset + length;
      return fits ? (int) from : -1;
    }
  }
}
