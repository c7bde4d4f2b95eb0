package org.eyas.driver.ptrace.event;

/** The parameters of ptrace(2). */
final class PtraceSteps {
  private static final int POINTER = 0;
  private static final int SIGNAL = 1;
  private static final int PEEK_FIRST = 1; // PEEKTEXT, PEEKDATA, PEEKUSR
  private static final int PEEK_LAST = 3;

  private PtraceSteps() {}

  static void putAddress(EventDraft event, long value) {
    event.putTyped(POINTER, event.result() < 0 ? 0 : value);
  }

  /** The word that was read, the signal that was sent on, or the plain argument. */
  static void putData(EventDraft event, long value) {
    long request = event.argument(0);
    boolean isOk = event.result() >= 0;
    if (isOk && sendsSignal(request)) {
      byte[] bytes = event.memory().bytes();
      bytes[0] = (byte) value;
      event.putTyped(SIGNAL, bytes, 0, 1);
      return;
    }
    boolean isPeek = request >= PEEK_FIRST && request <= PEEK_LAST;
    event.putTyped(POINTER, !isOk ? 0 : isPeek ? event.memory().longAt(value) : value);
  }

  // CONT, SINGLESTEP, DETACH, SYSCALL
  private static boolean sendsSignal(long request) {
    return request == 7 || request == 9 || request == 17 || request == 24;
  }
}
