package org.eyas.api.event;

/**
 * The type of an event's parameter or of a field. The names are those of Falco's event table.
 *
 * <p>Sizes are those of the scap encoding.
 */
public enum ValueType {
  INT8(Form.SIGNED, 1),
  INT16(Form.SIGNED, 2),
  INT32(Form.SIGNED, 4),
  INT64(Form.SIGNED, 8),
  UINT8(Form.UNSIGNED, 1),
  UINT16(Form.UNSIGNED, 2),
  UINT32(Form.UNSIGNED, 4),
  UINT64(Form.UNSIGNED, 8),
  CHARBUF(Form.TEXT, 0),
  BYTEBUF(Form.BUFFER, 0),
  ERRNO(Form.SIGNED, 8),
  SOCKADDR(Form.OTHER, 0),
  SOCKTUPLE(Form.OTHER, 0),
  FD(Form.SIGNED, 8),
  PID(Form.SIGNED, 8),
  FDLIST(Form.OTHER, 0),
  FSPATH(Form.TEXT, 0),
  SYSCALLID(Form.UNSIGNED, 2),
  SIGTYPE(Form.UNSIGNED, 1),
  RELTIME(Form.UNSIGNED, 8),
  ABSTIME(Form.UNSIGNED, 8),
  PORT(Form.UNSIGNED, 2),
  L4PROTO(Form.UNSIGNED, 1),
  SOCKFAMILY(Form.UNSIGNED, 1),
  BOOL(Form.BOOL, 4),
  IPV4ADDR(Form.ADDRESS, 4),
  IPV6ADDR(Form.ADDRESS, 16),
  IPADDR(Form.ADDRESS, 0),
  IPNET(Form.NETWORK, 0),
  DYN(Form.OTHER, 0),
  FLAGS8(Form.UNSIGNED, 1),
  FLAGS16(Form.UNSIGNED, 2),
  FLAGS32(Form.UNSIGNED, 4),
  ENUMFLAGS8(Form.UNSIGNED, 1),
  ENUMFLAGS16(Form.UNSIGNED, 2),
  ENUMFLAGS32(Form.UNSIGNED, 4),
  UID(Form.UNSIGNED, 4),
  GID(Form.UNSIGNED, 4),
  DOUBLE(Form.DOUBLE, 8),
  SIGSET(Form.UNSIGNED, 4),
  CHARBUFARRAY(Form.OTHER, 0),
  CHARBUF_PAIR_ARRAY(Form.OTHER, 0),
  FSRELPATH(Form.TEXT, 0),
  MODE(Form.UNSIGNED, 4),
  FD32(Form.SIGNED, 4),
  PID32(Form.SIGNED, 4);

  /** How a value is represented and compared. */
  public enum Form {
    SIGNED,
    UNSIGNED,
    BOOL,
    DOUBLE,
    TEXT,
    BUFFER,
    ADDRESS,
    NETWORK,
    OTHER
  }

  private final Form form;
  private final int size;

  ValueType(Form form, int size) {
    this.form = form;
    this.size = size;
  }

  public Form form() {
    return form;
  }

  /** Size in the encoded event, in bytes; 0 if the event stores the length. */
  public int size() {
    return size;
  }

  /** Whether the value fits into a long: integers, flags, times, identifiers and booleans. */
  public boolean isNumber() {
    return form == Form.SIGNED || form == Form.UNSIGNED || form == Form.BOOL;
  }

  /** The name in messages and listings: "CHARBUF". For {@link #DYN}, whose real type is in each event, it is "DYNAMIC". */
  public String label() {
    return this == DYN ? "DYNAMIC" : name();
  }
}
