package org.eyas.driver.ptrace.event;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.eyas.driver.ptrace.proc.TraceeSocketEnds;
import org.eyas.recipe.RecipeStep;
import org.eyas.recipe.RecipeStepFlag;

/** The recipe steps that write parameters about sockets: addresses, both ends of connections, options. */
final class SocketSteps implements InstructionSet {
  private static final int SUN_PATH_MAX = 109;
  private static final int GIVEN_MOST = 128;
  private static final int UNIX_GIVEN = 110;
  private static final int PATH = 2;
  private static final int UNIX_PARAMETER = 17; // family, and the kernel's addresses of both ends

  private final TraceeSocketEnds ends;
  private final byte[] own = new byte[GIVEN_MOST + 8];
  private final byte[] other = new byte[GIVEN_MOST + 8];
  private final byte[] written = new byte[UNIX_PARAMETER + SUN_PATH_MAX + 8];

  SocketSteps(TraceeSocketEnds ends) {
    this.ends = ends;
  }

  @Override
  public RecipeInstruction of(RecipeStep step) {
    int arg = step.arg();
    boolean isInbound = step.has(RecipeStepFlag.IN);
    return switch (step.kind()) {
      case SOCKADDR -> event -> putAddress(event, event.argument(arg), event.argument(step.first()));
      case TUPLE -> event -> {
        if (event.failed(step)) {
          event.putEmpty();
        } else {
          long given = step.second() == RecipeStep.RESULT ? 0 : event.argument(step.second());
          putTuple(event, (int) event.argument(arg), given, isInbound);
        }
      };
      case QUEUE -> event -> putQueue(event, (int) event.argument(arg));
      case PAIR -> SocketSteps::putPair;
      case OPTION -> SocketOption::put;
      default -> throw new IllegalArgumentException(step.kind() + " is not a step about sockets");
    };
  }

  // An address that the program gave. Other families are empty.
  private void putAddress(EventDraft event, long address, long size) {
    int length = Math.min((int) size & 0xffff, GIVEN_MOST);
    if (length == 0 || !given(event, address, length)) {
      event.putEmpty();
      return;
    }
    int family = family(other);
    switch (family) {
      case TraceeSocketEnds.IPV4 -> event.putBytes(written, 0, putEnd(0, 4, other));
      case TraceeSocketEnds.IPV6 -> event.putBytes(written, 0, putEnd(0, 16, other));
      case TraceeSocketEnds.UNIX -> event.putBytes(written, 0, putPath(1, other));
      default -> event.putEmpty();
    }
  }

  private boolean given(EventDraft event, long address, int length) {
    Arrays.fill(other, (byte) 0);
    if (!event.memory().read(address, length)) {
      return false;
    }
    System.arraycopy(event.memory().bytes(), 0, other, 0, length);
    written[0] = (byte) family(other);
    return true;
  }

  private static int family(byte[] address) {
    return address[0] & 0xff | (address[1] & 0xff) << 8;
  }

  // The address and, in the order of this machine, the port: after the place. Returns the place after them.
  private int putEnd(int place, int width, byte[] address) {
    int from = width == 4 ? 4 : 8;
    System.arraycopy(address, from, written, place + 1, width);
    written[place + 1 + width] = address[3];
    written[place + 2 + width] = address[2];
    return place + 3 + width;
  }

  // A path with its zero. An abstract name begins with a zero, which is left out.
  private int putPath(int place, byte[] address) {
    int from = address[PATH] != 0 ? PATH : PATH + 1;
    int length = 0;
    while (length < SUN_PATH_MAX - 1 && address[from + length] != 0) {
      length++;
    }
    System.arraycopy(address, from, written, place, length);
    written[place + length] = 0;
    return place + length + 1;
  }

  private void putTuple(EventDraft event, int fd, long given, boolean isInbound) {
    if (!ends.lookUp(event.pid(), fd)) {
      event.putEmpty();
      return;
    }
    Arrays.fill(other, (byte) 0);
    copy(ends.own(), own);
    copy(ends.other(), other);
    written[0] = (byte) ends.family();
    switch (ends.family()) {
      case TraceeSocketEnds.IPV4 -> event.putBytes(written, 0, putConnection(event, 4, given, isInbound));
      case TraceeSocketEnds.IPV6 -> event.putBytes(written, 0, putConnection(event, 16, given, isInbound));
      case TraceeSocketEnds.UNIX -> event.putBytes(written, 0, putUnix(event, given, isInbound));
      default -> event.putEmpty();
    }
  }

  private static void copy(MemorySegment from, byte[] to) {
    MemorySegment.copy(from, JAVA_BYTE, 0, to, 0, (int) from.byteSize());
  }

  // If the socket is not connected, the other end is the address that the caller gave or was given.
  private int putConnection(EventDraft event, int width, long given, boolean isInbound) {
    boolean hasPort = other[2] != 0 || other[3] != 0;
    if (!hasPort && given != 0) {
      Arrays.fill(other, (byte) 0);
      given(event, given, width == 4 ? 8 : 24);
      written[0] = (byte) ends.family();
    }
    int second = putEnd(0, width, isInbound ? other : own) - 1;
    return putEnd(second, width, isInbound ? own : other);
  }

  // Only the kernel knows its addresses of both ends, so they are 0 here.
  private int putUnix(EventDraft event, long given, boolean isInbound) {
    Arrays.fill(written, 1, UNIX_PARAMETER, (byte) 0);
    if (!isInbound && !ends.hasOther() && given != 0) {
      given(event, given, UNIX_GIVEN);
      written[0] = TraceeSocketEnds.UNIX;
    }
    return putPath(UNIX_PARAMETER, isInbound ? own : other);
  }

  // How full the queue of a listening socket is: percent, length, limit.
  private void putQueue(EventDraft event, int fd) {
    boolean isKnown = event.result() >= 0 && ends.lookAtQueue(event.pid(), fd);
    int length = isKnown ? ends.queueLength() : 0;
    int limit = isKnown ? ends.queueLimit() : 0;
    event.putByte(length > 0 && limit > 0 ? (long) length * 100 / limit : 0);
    event.putInt(length);
    event.putInt(limit);
  }

  private static void putPair(EventDraft event) {
    event.putLong(0);
    event.putLong(0);
  }
}
