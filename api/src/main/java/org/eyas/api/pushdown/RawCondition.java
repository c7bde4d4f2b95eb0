package org.eyas.api.pushdown;

import java.util.List;
import java.util.Set;
import org.eyas.api.data.Text;

/**
 * A condition on the parameters of an event of one type, as they are in its memory, and on classes of threads. It needs no process
 * table and no descriptor table, so a kernel can decide it. The engine derives it from rules, a source may apply it
 * ({@code CaptureRequest}). Immutable; equal conditions are equal objects.
 *
 * <p>A check is true if the event does not have the parameter, or if the parameter has a form that the check cannot judge. So a
 * raw condition is false only if its checks could judge the event.
 */
public sealed interface RawCondition {
  /** The same answer for every event. */
  record Always(boolean answer) implements RawCondition {
    public static final Always TRUE = new Always(true);
    public static final Always FALSE = new Always(false);
  }

  record AllOf(List<RawCondition> parts) implements RawCondition {
    public AllOf {
      parts = List.copyOf(parts);
    }
  }

  record AnyOf(List<RawCondition> parts) implements RawCondition {
    public AnyOf {
      parts = List.copyOf(parts);
    }
  }

  /** A check of one parameter. */
  sealed interface Check extends RawCondition {
    /** The index of the parameter. */
    int param();
  }

  /** Whether a number is in one of the ranges. */
  record Numbers(int param, Ranges ranges) implements Check {}

  /**
   * Whether the bits of a mask have these values.
   *
   * @param wanted the answer for an event in which they have
   */
  record Bits(int param, long mask, long bits, boolean wanted) implements Check {}

  /**
   * Whether the receiver of the events can have the descriptor of this number in its tables. The receiver removes the
   * descriptor at a delivered close of the number, and at an open unless the condition of the open has an
   * {@link OpenedDirectory}. It adds the descriptor at that open, at other calls, and when it reads descriptors from
   * the machine. A source that does not track this treats the check as true.
   */
  record KnownDescriptor(int param) implements Check {}

  /**
   * Whether an open opened a directory. The parameters of an event do not contain this: a source that cannot examine
   * the file treats the check as true. The receiver keeps every delivered open of the type in its tables.
   *
   * @param param the descriptor that was opened
   */
  record OpenedDirectory(int param) implements Check {}

  /**
   * Whether a path, or a part of it, is one of the texts, or begins with, ends with or contains one. It only judges plain paths,
   * which the engine does not change: absolute, of at most 1,023 bytes of printable ASCII, without {@code //}, without {@code .}
   * and {@code ..} as components, and with something other than a slash at the end.
   *
   * @param wanted the answer for a path to which that applies
   */
  record Path(int param, Part part, Form form, List<Text> texts, boolean wanted) implements Check {
    public Path {
      texts = List.copyOf(texts);
    }
  }

  /** Whether a socket is of one of these kinds. */
  record Kinds(int param, Set<SocketKind> kinds) implements Check {
    public Kinds {
      kinds = Set.copyOf(kinds);
    }
  }

  /**
   * Whether one end of an IPv4 or IPv6 socket is in one of the networks; false for a unix socket.
   *
   * @param wanted the answer for a socket with such an end
   */
  record Addresses(int param, List<Network> networks, boolean wanted) implements Check {
    public Addresses {
      networks = List.copyOf(networks);
    }
  }

  /**
   * Whether one end of an IPv4 or IPv6 socket has one of the ports; false for a unix socket.
   *
   * @param wanted the answer for a socket with such an end
   */
  record Ports(int param, Ranges ranges, boolean wanted) implements Check {}

  /**
   * Whether the thread of an event may be in a class: a set of threads for which a condition of the rules is true, or
   * one for which it is false. True for every thread whose class is not known.
   *
   * @param number the number of the class among those of a request, below {@link #MOST_CLASSES}
   * @param condition the condition that is true for the threads of the class, for people
   */
  record ProcessClass(int number, String condition) implements RawCondition {}

  /** A thread's classes fit into a number of 64 bits. */
  int MOST_CLASSES = 64;

  /** The kind of a socket. IPv4 addresses inside IPv6 count as IPv4. */
  enum SocketKind {
    IPV4,
    IPV6,
    UNIX
  }

  /** A part of a path. */
  enum Part {
    WHOLE,
    DIRECTORY,
    BASENAME
  }

  /** How a path is compared with a text. */
  enum Form {
    EQUAL,
    BEGIN,
    END,
    CONTAIN
  }
}
