package org.eyas.driver.ptrace.event;

/** The parameters of quotactl(2). A value is 0 if the kernel did not mark it as valid. */
final class QuotaSteps {
  // Commands in the scap encoding.
  private static final int ON = 1;
  private static final int GET_FORMAT = 4;
  private static final int INFO = 8 | 16;
  private static final int LIMITS = 32 | 64;
  private static final int WITH_ID = LIMITS | 0x400 | 0x800;

  private static final int LIMITS_BYTES = 72;
  private static final int INFO_BYTES = 24;

  private QuotaSteps() {}

  /**
   * Writes all parameters after the special file.
   *
   * @param command the argument
   * @param use the command in the scap encoding
   */
  static void put(EventDraft event, long command, int use) {
    long address = event.argument(3);
    event.putText((use & ON) != 0 ? address : 0);
    putLimits(event, (use & LIMITS) != 0 && event.memory().read(address, LIMITS_BYTES));
    putInfo(event, (use & INFO) != 0 && event.memory().read(address, INFO_BYTES));
    int type = (int) command & 0xff;
    event.putByte(format((use & GET_FORMAT) != 0 ? event.memory().intAt(address) : 0));
    event.putShort(use);
    event.putByte(type < 2 ? type + 1 : 0);
    event.putInt((use & WITH_ID) != 0 ? event.argument(2) : 0);
    event.putByte((use & ON) != 0 ? format(event.argument(2)) : 1);
  }

  // struct if_dqblk: hard and soft limit of blocks, space, hard and soft limit of inodes, inodes, both times, valid.
  private static void putLimits(EventDraft event, boolean isThere) {
    CallerMemory memory = event.memory();
    int valid = isThere ? memory.intOf(64) : 0;
    event.putLong((valid & 1) != 0 ? memory.longOf(0) : 0);
    event.putLong((valid & 1) != 0 ? memory.longOf(8) : 0);
    event.putLong((valid & 2) != 0 ? memory.longOf(16) : 0);
    event.putLong((valid & 4) != 0 ? memory.longOf(24) : 0);
    event.putLong((valid & 4) != 0 ? memory.longOf(32) : 0);
    event.putLong((valid & 16) != 0 ? memory.longOf(48) : 0);
    event.putLong((valid & 32) != 0 ? memory.longOf(56) : 0);
  }

  // struct if_dqinfo: both grace times, flags, valid.
  private static void putInfo(EventDraft event, boolean isThere) {
    CallerMemory memory = event.memory();
    int valid = isThere ? memory.intOf(20) : 0;
    event.putLong((valid & 1) != 0 ? memory.longOf(0) : 0);
    event.putLong((valid & 2) != 0 ? memory.longOf(8) : 0);
    event.putByte((valid & 4) != 0 ? memory.intOf(16) : 0);
  }

  private static int format(long format) {
    return format == 1 || format == 2 || format == 4 ? (int) format << 1 : 1;
  }
}
