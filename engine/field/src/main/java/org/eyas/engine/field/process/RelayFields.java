package org.eyas.engine.field.process;

import java.util.List;
import java.util.Objects;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.ParamDefinition.Format;
import org.eyas.api.event.ValueType;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.Presence;
import org.eyas.api.process.FdInfo;
import org.eyas.api.process.ProcessDescriptors.FdVisitor;
import org.eyas.api.process.ProcessInfo;
import org.eyas.engine.field.FieldRow;
import org.jspecify.annotations.Nullable;

/**
 * {@code proc.relay.*} and {@code proc.pipe.*}: the origin of a process's standard input. It is a connection of the
 * process itself, or a relay: an ancestor that has the other end of the pipe, pair of sockets or terminal. A relay with
 * a connection to another machine can pass on the data that it receives.
 *
 * <p>The fields need no opened files, because those may stay in the kernel. A terminal is recognised by its number: it
 * is the controlling terminal of the process, but not of the relay.
 */
final class RelayFields {
  private static final int STANDARD_INPUT = 0;

  /**
   * The number of ancestors that are searched for the other end of the input. Longer chains consist of shells and wrappers.
   */
  private static final int GENERATIONS = 6;

  private RelayFields() {}

  static List<FieldRow> all() {
    return List.of(
        field("proc.relay.connection",
            "The network connection from which the standard input of the process comes: its own, or that of an ancestor that has the "
                + "other end of its pipe, pair of sockets or terminal. A connection to the machine itself (127.0.0.0/8, ::1) does not count.",
            relay -> relay.name),
        field("proc.relay.exepath",
            "The full path of the executable of that ancestor; of the parent, if the connection is its own.",
            relay -> relay.source().program().exepath()),
        FieldRow.of("proc.relay.pid", ValueType.INT64, Format.ID,
            "The process id of that ancestor, also if it has no connection.",
            argument -> {
              Relay relay = new Relay();
              return (FieldReader.OfNumber) (event, out) -> relay.find(event.process().leader()) ? out.set(relay.source().pid())
                  : Presence.ABSENT;
            }),
        pair("proc.pipe.stdin",
            "The number of the pipe, or pair of sockets, of which standard input is an end: the other end has the same.", 0),
        pair("proc.pipe.stdout", "The number of the pipe, or pair of sockets, of which standard output is an end.", 1));
  }

  private static FieldRow pair(String name, String description, int number) {
    return ProcessFieldRows.number(name, ValueType.UINT64, description, 0, process -> {
      FdInfo fd = process.descriptors().fd(number);
      return fd.known() ? fd.pair() : 0;
    }).format(Format.ID);
  }

  private static FieldRow field(String name, String description, RelayText text) {
    return FieldRow.textPerUse(name, description, argument -> {
      Relay relay = new Relay();
      return (FieldReader.OfBytes) event -> relay.find(event.process().leader()) ? text.of(relay) : Text.ABSENT;
    });
  }

  private interface RelayText {
    Bytes of(Relay relay);
  }

  /** A search and its result. Used by one thread; it allocates nothing. */
  private static final class Relay {
    private final Connection connection = new Connection();
    private final PairHolder holder = new PairHolder();
    private @Nullable ProcessInfo source;
    private Bytes name = Text.ABSENT;

    /** The ancestor, after it was found. */
    ProcessInfo source() {
      return Objects.requireNonNull(source);
    }

    boolean find(ProcessInfo process) {
      if (!process.known()) {
        return false;
      }
      FdInfo input = process.descriptors().fd(STANDARD_INPUT);
      if (input.known() && Connection.isToOthers(input)) {
        source = AncestorWalk.nth(process, 1);
        name = input.name();
        return true;
      }
      long pair = input.known() ? input.pair() : 0;
      return pair != 0 ? findHolder(process, pair) : process.usage().tty() != 0 && findTerminal(process);
    }

    // The nearest ancestor with a connection counts, or else the nearest one: a shell between the two has the pipe,
    // too.
    private boolean findHolder(ProcessInfo process, long pair) {
      boolean found = false;
      ProcessInfo at = AncestorWalk.nth(process, 1);
      for (int generation = 0; generation < GENERATIONS && at.known(); generation++) {
        if (holder.holds(at, pair)) {
          Bytes peer = connection.of(at);
          if (!found || peer.isPresent()) {
            source = at;
            name = peer;
          }
          if (peer.isPresent()) {
            return true;
          }
          found = true;
        }
        at = AncestorWalk.nth(at, 1);
      }
      return found;
    }

    // The nearest ancestor outside of the terminal created the terminal, or was started by the program that did.
    private boolean findTerminal(ProcessInfo process) {
      long tty = process.usage().tty();
      ProcessInfo at = process;
      for (int generation = 0; generation < GENERATIONS && at.known() && at.usage().tty() == tty; generation++) {
        at = AncestorWalk.nth(at, 1);
      }
      source = at;
      name = connection.of(at);
      return at.known() && at.usage().tty() != tty;
    }
  }

  /** Finds a connection of a process to another machine. */
  private static final class Connection implements FdVisitor {
    private Bytes found = Text.ABSENT;

    Bytes of(ProcessInfo process) {
      found = Text.ABSENT;
      process.descriptors().forEachFd(this);
      return found;
    }

    @Override
    public void onFd(FdInfo fd) {
      if (isToOthers(fd)) {
        found = fd.name();
      }
    }

    static boolean isToOthers(FdInfo fd) {
      return fd.type().isInet()
          && (fd.roleClient() || fd.roleServer())
          && fd.clientAddress().isPresent()
          && fd.serverAddress().isPresent()
          && !isOwn(fd.clientAddress())
          && !isOwn(fd.serverAddress());
    }

    /** Whether an address is the machine's own by its form: 127.0.0.0/8, also as an address of IPv6, ::1, or none. */
    private static boolean isOwn(Bytes address) {
      int length = address.length();
      if (length == 4) {
        return address.at(0) == 127 || isZero(address, 0, 4);
      }
      boolean isMapped = isZero(address, 0, 10) && (address.at(10) & 0xff) == 0xff;
      return isMapped ? address.at(12) == 127 : isZero(address, 0, 15) && (address.at(15) & 0xff) <= 1;
    }

    private static boolean isZero(Bytes address, int from, int to) {
      for (int at = from; at < to; at++) {
        if (address.at(at) != 0) {
          return false;
        }
      }
      return true;
    }
  }

  /** Whether a process has an end of a pipe or of a pair of sockets. */
  private static final class PairHolder implements FdVisitor {
    private long wanted;
    private boolean found;

    boolean holds(ProcessInfo process, long pair) {
      wanted = pair;
      found = false;
      process.descriptors().forEachFd(this);
      return found;
    }

    @Override
    public void onFd(FdInfo fd) {
      found |= fd.pair() == wanted;
    }
  }
}
