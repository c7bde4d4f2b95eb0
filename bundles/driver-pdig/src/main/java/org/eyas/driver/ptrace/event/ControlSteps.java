package org.eyas.driver.ptrace.event;

/** The parameters of prctl(2), fsconfig(2) and keyctl(2), whose types depend on the operation. */
final class ControlSteps {
  private static final int PR_SET_NAME = 15;
  private static final int PR_GET_NAME = 16;
  private static final int PR_GET_CHILD_SUBREAPER = 37;
  private static final int FSCONFIG_SET_STRING = 1;
  private static final int FSCONFIG_SET_BINARY = 2;
  private static final int FSCONFIG_SET_PATH_EMPTY = 4;
  private static final int KEYCTL_NUMBER = 1;
  private static final int KEYCTL_TEXT = 2;
  private static final int TEXT_MAX = 4096;

  private ControlSteps() {}

  /** A text and a number, one of which is empty or 0. */
  static void putPrctl(EventDraft event) {
    int option = (int) event.argument(0);
    long value = event.argument(1);
    if (option == PR_SET_NAME || option == PR_GET_NAME) {
      event.putText(value);
      event.putLong(0);
      return;
    }
    event.putEmpty();
    event.putLong(option == PR_GET_CHILD_SUBREAPER ? (int) event.memory().intAt(value) : value);
  }

  /** Bytes and a text, one of which is empty. */
  static void putFsconfig(EventDraft event) {
    int command = (int) event.argument(1);
    long value = event.argument(3);
    boolean isOk = event.result() >= 0;
    boolean isBinary = isOk && command == FSCONFIG_SET_BINARY;
    boolean isText = isOk && !isBinary && command >= FSCONFIG_SET_STRING && command <= FSCONFIG_SET_PATH_EMPTY;
    event.putCallerBytes(isBinary ? value : 0, event.argument(4) & 0xffff_ffffL);
    event.putText(isText ? value : 0);
  }

  /**
   * An argument of keyctl: 0 and a number, or 1 and a text.
   *
   * @param use whether the operation uses the argument, and as what
   */
  static void putKeyctl(EventDraft event, long value, int use) {
    if (use == KEYCTL_TEXT) {
      int length = event.memory().readText(value, TEXT_MAX);
      event.putTyped(1, event.memory().bytes(), 0, length);
    } else {
      event.putTyped(0, use == KEYCTL_NUMBER ? value : 0);
    }
  }
}
