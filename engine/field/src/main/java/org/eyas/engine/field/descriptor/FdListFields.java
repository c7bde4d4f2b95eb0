package org.eyas.engine.field.descriptor;

import java.util.List;
import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.process.FdInfo;
import org.eyas.engine.field.BuiltTextReader;
import org.eyas.engine.field.FieldRow;
import org.eyas.engine.field.param.EventTraits;
import org.eyas.engine.field.text.FdParamText;
import org.eyas.engine.field.text.IpAddressText;

/** {@code fdlist.*}: the descriptors for which a poll waits, comma-separated. */
public final class FdListFields {
  private static final boolean[] POLLS = EventTraits.ofIds("SYSCALL_POLL_X", "SYSCALL_PPOLL_X");
  private static final int DESCRIPTORS = 1;
  private static final Text NOT_AVAILABLE = Text.of("<NA>");

  private FdListFields() {}

  public static List<FieldRow> all() {
    return List.of(
        field("fdlist.nums", "The numbers of the descriptors of a poll.", (number, fd, out) -> {
          out.appendDecimal(number);
          return true;
        }),
        field("fdlist.names", "The names of the descriptors of a poll.", (number, fd, out) -> {
          out.append(fd.known() && !fd.name().isEmpty() ? fd.name() : NOT_AVAILABLE);
          return true;
        }),
        field("fdlist.cips", "The client addresses of the descriptors of a poll.", (number, fd, out) -> {
          boolean client = isConnection(fd);
          IpAddressText.append(client ? fd.clientAddress() : Text.EMPTY, out);
          return client;
        }),
        field("fdlist.sips", "The server addresses of the descriptors of a poll.", (number, fd, out) -> {
          boolean server = fd.known() && fd.type().isInet();
          IpAddressText.append(server ? fd.serverAddress() : Text.EMPTY, out);
          return server;
        }),
        field("fdlist.cports", "The client ports of the descriptors of a poll.", (number, fd, out) -> {
          boolean client = isConnection(fd);
          return client && appendPort(fd.clientPort(), out);
        }),
        field("fdlist.sports", "The server ports of the descriptors of a poll.", (number, fd, out) -> {
          boolean server = isConnection(fd);
          return server && appendPort(fd.serverPort(), out);
        }));
  }

  private static boolean isConnection(FdInfo fd) {
    return fd.known() && fd.type().isInet() && !fd.type().isServerSocket();
  }

  private static boolean appendPort(int port, ByteBuilder out) {
    out.appendDecimal(port);
    return true;
  }

  private static FieldRow field(String name, String description, Element element) {
    return BuiltTextReader.field(name, description, (event, out) -> append(event, element, out));
  }

  private static boolean append(Event event, Element element, ByteBuilder out) {
    if (!POLLS[event.type().code()] || !event.has(DESCRIPTORS) || !event.process().known()) {
      return false;
    }
    Bytes list = event.bytes(DESCRIPTORS);
    int count = FdParamText.polledCount(list);
    for (int i = 0; i < count; i++) {
      long number = FdParamText.polledFd(list, i);
      if (element.append(number, event.process().descriptors().fd(number), out)) {
        out.append(',');
      }
    }
    out.truncate(Math.max(0, out.length() - 1));
    return out.length() > 0;
  }

  /** Appends the value of a field for one descriptor; false if there is none. */
  private interface Element {
    boolean append(long number, FdInfo fd, ByteBuilder out);
  }
}
