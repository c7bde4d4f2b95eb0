package org.eyas.engine.field.param;

import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.ByteView;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.event.ParamDefinition;
import org.eyas.api.event.ParamDefinition.Format;
import org.eyas.api.event.ValueType;
import org.eyas.api.process.Accounts;
import org.eyas.engine.field.text.BufferText;
import org.eyas.engine.field.text.FdParamText;
import org.eyas.engine.field.text.FlagText;
import org.eyas.engine.field.text.LinuxNumberNames;
import org.eyas.engine.field.text.LittleEndian;
import org.eyas.engine.field.text.NumberText;
import org.eyas.engine.field.text.SocketParamText;
import org.eyas.engine.field.text.TimeText;
import org.eyas.engine.schema.FlagTable;
import org.eyas.engine.schema.SyscallCodes;
import org.eyas.engine.text.Utf8Sequence;

/**
 * Prints one parameter of an event for alerts: its raw value ({@code 3}) and the meaning of it ({@code
 * <f>/etc/passwd}).
 *
 * <p>One thread reuses it for many events; the returned texts are valid until the next call of {@link #read}.
 */
public final class ParamText {
  private static final Text NULL = Text.of("NULL");
  private static final Text NOT_AVAILABLE = Text.of("<NA>");
  private static final long AT_FDCWD = -100;
  private static final long UNKNOWN_ID = 0xffff_ffffL;

  private final ByteBuilder raw = new ByteBuilder();
  private final ByteBuilder resolved = new ByteBuilder();
  private final ByteView dynamic = new ByteView();
  private final ByteView terminated = new ByteView();
  private final PathParamResolver path = new PathParamResolver();
  private FlagTable names = FlagTable.named("");

  /** Reads a parameter, which the event must carry. */
  public ParamText read(Event event, int param) {
    raw.clear();
    resolved.clear();
    ParamDefinition definition = event.type().params().get(param);
    names = ParamFlagTables.of(event.type(), param);
    if (!event.has(param)) {
      raw.append(isNullWhenEmpty(definition.type()) ? NULL : NOT_AVAILABLE);
    } else if (definition.type() == ValueType.DYN) {
      readDynamic(event, definition, event.bytes(param));
    } else {
      readAs(event, param, definition);
    }
    return this;
  }

  /** The raw value in the event. */
  public Bytes raw() {
    return raw.view();
  }

  /** The meaning of the raw value; empty if there is nothing to add. */
  public Bytes resolved() {
    return resolved.view();
  }

  /** The resolved text, or the raw text if there is none. */
  public Bytes text() {
    return resolved.length() > 0 ? resolved.view() : raw.view();
  }

  private static boolean isNullWhenEmpty(ValueType type) {
    return switch (type) {
      case BYTEBUF, SOCKTUPLE, FDLIST, CHARBUFARRAY, CHARBUF_PAIR_ARRAY, DYN -> true;
      default -> false;
    };
  }

  private void readAs(Event event, int param, ParamDefinition definition) {
    switch (definition.type().form()) {
      case SIGNED, UNSIGNED, BOOL, DOUBLE -> number(event, event.number(param), definition);
      case TEXT -> text(event, param, definition);
      case BUFFER, ADDRESS, NETWORK, OTHER -> bytes(event, event.bytes(param), definition);
    }
  }

  /** The first byte of a dynamic parameter selects a type from its table; the other bytes have this type. */
  private void readDynamic(Event event, ParamDefinition definition, Bytes value) {
    ParamDefinition variant = DynamicParamTypes.variant(definition, value.at(0));
    if (variant == null || value.length() == 1) {
      raw.append("INVALID DYNAMIC PARAMETER");
      return;
    }
    value.slice(1, value.length(), dynamic);
    ValueType type = variant.type();
    if (type.isNumber()) {
      boolean signed = type.form() == ValueType.Form.SIGNED;
      int size = type.size();
      number(event, signed ? LittleEndian.signed(dynamic, 0, size) : LittleEndian.number(dynamic, 0, size), variant);
    } else {
      bytes(event, dynamic, variant);
    }
  }

  private void number(Event event, long value, ParamDefinition definition) {
    switch (definition.type()) {
      case FD, FD32 -> fd(event, value);
      case PID, PID32 -> pid(event, value);
      case ERRNO -> errno(value);
      case UID -> account(event, value, true);
      case GID -> account(event, value, false);
      case FLAGS8, FLAGS16, FLAGS32 -> {
        raw.appendDecimal(value);
        FlagText.appendBits(value, names, resolved);
      }
      case ENUMFLAGS8, ENUMFLAGS16, ENUMFLAGS32 -> {
        raw.appendDecimal(value);
        FlagText.appendEqual(value, names, resolved);
      }
      case MODE -> {
        plain(value, definition);
        FlagText.appendMode(value, names, resolved);
      }
      case SYSCALLID -> {
        raw.appendDecimal(value);
        resolved.append(SyscallCodes.name((int) value));
      }
      case SIGTYPE -> {
        raw.appendDecimal(value);
        resolved.append(LinuxNumberNames.SIGNAL.of(value));
      }
      case SIGSET -> signals(value);
      case RELTIME -> duration(value);
      case ABSTIME -> {
        TimeText.appendDateAndClock(value, raw);
        TimeText.appendFraction(value, raw);
      }
      default -> plain(value, definition);
    }
  }

  /** Falco prints unsigned numbers of 32 and 64 bits in decimal as if they were signed. */
  private void plain(long value, ParamDefinition definition) {
    switch (definition.format()) {
      case HEX -> NumberText.append(value, definition.type(), Format.HEX, raw);
      case OCT -> {
        raw.append(value == 0 ? "" : "0");
        NumberText.append(value, definition.type(), Format.OCT, raw);
      }
      case PADDED_DEC -> NumberText.appendPadded(value, 9, raw);
      case NA, DEC, ID -> raw.appendDecimal(definition.type().size() == 4 ? (int) value : value);
    }
  }

  private void fd(Event event, long number) {
    raw.appendDecimal(number);
    if (!event.process().known()) {
      return;
    }
    if (number >= 0) {
      FdParamText.append(event.process().descriptors().fd(number), resolved);
    } else if (number == AT_FDCWD) {
      resolved.append("AT_FDCWD");
    } else {
      resolved.append(LinuxNumberNames.ERRNO.of(-number));
    }
  }

  private void pid(Event event, long tid) {
    raw.appendDecimal(tid);
    if (event.process().byTid(tid).known()) {
      resolved.append(event.process().byTid(tid).program().comm());
    }
  }

  private void errno(long value) {
    raw.appendDecimal(value);
    resolved.append(LinuxNumberNames.ERRNO.of(-value));
  }

  private void account(Event event, long id, boolean user) {
    if (id == UNKNOWN_ID) {
      raw.append("-1");
      resolved.append("<NONE>");
      return;
    }
    int signed = (int) id; // as Falco prints it
    raw.appendDecimal(signed);
    Accounts accounts = ProcessAccounts.process(event);
    Bytes name = user ? accounts.userName(id) : accounts.groupName(id);
    resolved.append(name.isEmpty() || !event.process().known() ? NOT_AVAILABLE : name);
  }

  private void signals(long bits) {
    for (int signal = 1; signal <= 32; signal++) {
      Text name = LinuxNumberNames.SIGNAL.of(signal);
      if ((bits >> signal - 1 & 1) == 1 && !name.isEmpty()) {
        raw.append(raw.length() > 0 ? " " : "").append(name);
      }
    }
  }

  private void duration(long nanos) {
    if (nanos == -1) {
      raw.append("none");
      return;
    }
    raw.append(Long.toUnsignedString(nanos));
    TimeText.appendSeconds(nanos, resolved);
  }

  private void text(Event event, int param, ParamDefinition definition) {
    Bytes value = event.bytes(param);
    Bytes text = value.slice(0, value.indexOf(0, 0) < 0 ? value.length() : value.indexOf(0, 0), terminated);
    if (event.keepsBytes()) {
      raw.append(text);
    } else {
      Utf8Sequence.appendPrintable(text, raw);
    }
    if (definition.type() == ValueType.FSPATH || definition.type() == ValueType.FSRELPATH) {
      path.resolve(event, param, resolved);
    }
  }

  private void bytes(Event event, Bytes value, ParamDefinition definition) {
    switch (definition.type()) {
      case SOCKADDR -> SocketParamText.appendAddress(value, event.keepsBytes(), raw);
      case SOCKTUPLE -> SocketParamText.appendTuple(value, event.keepsBytes(), raw);
      case FDLIST -> FdParamText.appendPolled(event.process(), value, raw);
      case CHARBUF -> raw.append(value);
      default -> BufferText.append(value, Integer.MAX_VALUE, raw);
    }
  }
}
