package org.eyas.scap;

/**
 * The types of blocks in a capture file. {@code code} is the number in the file; {@code legacy} is the number from before the
 * format was published, 0 if there was none.
 */
public enum BlockType {
  SECTION(Kind.SECTION, 0x0A0D0D0A, 0, 1),
  MACHINE(Kind.MACHINE, 0x201, 0x8002ABCD, 1),
  PROCESSES_1(Kind.PROCESSES, 0x202, 0x8000ABCD, 1),
  PROCESSES_2(Kind.PROCESSES, 0x207, 0x8013ABCD, 2),
  PROCESSES_3(Kind.PROCESSES, 0x209, 0x8014ABCD, 3),
  PROCESSES_4(Kind.PROCESSES, 0x210, 0, 4),
  PROCESSES_5(Kind.PROCESSES, 0x211, 0, 5),
  PROCESSES_6(Kind.PROCESSES, 0x212, 0, 6),
  PROCESSES_7(Kind.PROCESSES, 0x213, 0, 7),
  PROCESSES_8(Kind.PROCESSES, 0x214, 0, 8),
  PROCESSES_9(Kind.PROCESSES, 0x215, 0, 9),
  FDS_1(Kind.FDS, 0x203, 0x8001ABCD, 1),
  FDS_2(Kind.FDS, 0x218, 0, 2),
  INTERFACES_1(Kind.INTERFACES, 0x205, 0x8011ABCD, 1),
  INTERFACES_2(Kind.INTERFACES, 0x219, 0, 2),
  USERS_1(Kind.USERS, 0x206, 0x8012ABCD, 1),
  USERS_2(Kind.USERS, 0x220, 0, 2),
  EVENT_1(Kind.EVENT, 0x204, 0x8010ABCD, 1),
  EVENT_2(Kind.EVENT, 0x216, 0, 2),
  EVENT_2_LARGE(Kind.EVENT, 0x221, 0, 2),
  FLAGGED_EVENT_1(Kind.EVENT, 0x208, 0, 1),
  FLAGGED_EVENT_2(Kind.EVENT, 0x217, 0, 2),
  FLAGGED_EVENT_2_LARGE(Kind.EVENT, 0x222, 0, 2),
  /** A block of a newer program. Readers skip it. */
  UNKNOWN(Kind.UNKNOWN, 0, 0, 0);

  /** The contents of blocks, independent of their versions. */
  public enum Kind {
    SECTION,
    MACHINE,
    PROCESSES,
    FDS,
    INTERFACES,
    USERS,
    EVENT,
    UNKNOWN
  }

  private static final BlockType[] ALL = values();

  private final Kind kind;
  private final int code;
  private final int legacy;
  private final int version;

  BlockType(Kind kind, int code, int legacy, int version) {
    this.kind = kind;
    this.code = code;
    this.legacy = legacy;
    this.version = version;
  }

  /** The type with a number; {@link #UNKNOWN} if this program does not know it. */
  public static BlockType of(int code) {
    for (BlockType type : ALL) {
      if (type.code == code || (type.legacy == code && code != 0)) {
        return type;
      }
    }
    return UNKNOWN;
  }

  /** The type of the block for an event. */
  public static BlockType event(boolean large, boolean stateOnly) {
    if (stateOnly) {
      return large ? FLAGGED_EVENT_2_LARGE : FLAGGED_EVENT_2;
    }
    return large ? EVENT_2_LARGE : EVENT_2;
  }

  public Kind kind() {
    return kind;
  }

  public int code() {
    return code;
  }

  int version() {
    return version;
  }

  /** Whether there are 4 bytes of flags between the processor and the event. */
  boolean flagged() {
    return this == FLAGGED_EVENT_1 || this == FLAGGED_EVENT_2 || this == FLAGGED_EVENT_2_LARGE;
  }
}
