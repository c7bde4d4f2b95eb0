package org.eyas.driver.ptrace.event;

/** The value of a socket option: its type, which depends on the option, and the value. */
final class SocketOption {
  private static final int BYTES = 0;
  private static final int ERROR = 1;
  private static final int INT = 2;
  private static final int LONG = 3;
  private static final int TIME = 4;
  private static final int SOL_SOCKET = 1;
  private static final int SO_ERROR = 4;
  private static final int SO_LINGER = 13;
  private static final int SO_PEERCRED = 17;
  private static final int SO_ATTACH_FILTER = 26;
  private static final int SO_PEERNAME = 28;
  private static final int SO_INCOMING_CPU = 49; // the last of the options that are numbers
  private static final int SO_COOKIE = 57;

  private SocketOption() {}

  /** Writes the option that arguments 1 to 4 name: level, option, value, length. */
  static void put(EventDraft event) {
    int option = (int) event.argument(1) == SOL_SOCKET ? (int) event.argument(2) : -1;
    long value = event.argument(3);
    CallerMemory memory = event.memory();
    if (isTime(option)) {
      long nanos = memory.read(value, 16) ? memory.longOf(0) * 1_000_000_000 + memory.longOf(8) * 1_000 : 0;
      event.putTyped(TIME, nanos);
    } else if (option == SO_COOKIE) {
      event.putTyped(LONG, memory.longAt(value));
    } else if (option == SO_ERROR) {
      event.putTyped(ERROR, -(long) (int) memory.intAt(value));
    } else if (isNumber(option)) {
      int number = (int) memory.intAt(value);
      putInt(event, number);
    } else {
      int length = (int) event.argument(4) & 0xffff;
      event.putTyped(BYTES, memory.bytes(), 0, memory.read(value, length) ? length : 0);
    }
  }

  private static void putInt(EventDraft event, int number) {
    byte[] bytes = event.memory().bytes();
    for (int i = 0; i < 4; i++) {
      bytes[i] = (byte) (number >> 8 * i);
    }
    event.putTyped(INT, bytes, 0, 4);
  }

  // SO_RCVTIMEO and SO_SNDTIMEO, each with its number for old and new programs.
  private static boolean isTime(int option) {
    return option == 20 || option == 21 || option == 66 || option == 67;
  }

  private static boolean isNumber(int option) {
    return option >= 1 && option <= SO_INCOMING_CPU && option != SO_LINGER && option != SO_PEERCRED
        && option != SO_ATTACH_FILTER && option != SO_PEERNAME;
  }
}
