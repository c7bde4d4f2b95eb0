package org.eyas.engine.field;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.field.BytesList;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.NumberCell;
import org.eyas.api.field.NumberList;
import org.eyas.api.field.Presence;
import org.eyas.engine.field.text.BufferText;
import org.eyas.engine.field.text.IpAddressText;
import org.eyas.engine.field.text.NumberText;
import org.eyas.engine.field.text.PrintableText;
import org.eyas.engine.foreign.ForeignCodeFault;
import org.eyas.engine.text.FalcoVersion;
import org.jspecify.annotations.Nullable;

/** Prints one use of a field: as text for a message, and as a value for the fields of an alert. Used by one thread. */
public final class FieldPrinter {
  /** Fields that print a formatted time as text, and nanoseconds since the epoch in the fields of an alert. */
  private static final Set<String> TIME_TEXTS =
      Set.of("evt.time", "evt.time.s", "evt.time.iso8601", "evt.datetime", "evt.datetime.s", "evt.outputtime");

  private final FieldDefinition field;
  private final FieldReader reader;
  private final boolean isTime;
  private final PendingValueMark mark;
  private final FalcoVersion version;
  private final NumberCell cell = new NumberCell();
  private final NumberList numbers = new NumberList();
  private final BytesList texts = new BytesList();
  private final ByteBuilder scratch = new ByteBuilder();
  private Bytes last = Text.EMPTY;
  private String lastText = "";

  public FieldPrinter(FieldUse use) {
    this(use, new PendingValueMark());
  }

  public FieldPrinter(FieldUse use, PendingValueMark mark) {
    this(use, mark, FalcoVersion.V0_44);
  }

  /**
   * @param mark the printer sets it when a value is pending; a pending value is printed as an absent one
   * @param version decides what becomes of control characters
   */
  public FieldPrinter(FieldUse use, PendingValueMark mark, FalcoVersion version) {
    this.mark = mark;
    this.version = version;
    field = use.definition();
    reader = use.reader();
    isTime = TIME_TEXTS.contains(field.name());
  }

  /** Whether {@link #json} returns the text that {@link #appendText} appends, or null if there is none. */
  public boolean isText() {
    return reader instanceof FieldReader.OfBytes && field.shape() != Shape.ENDS && !isTime;
  }

  /** Appends the value as text. Returns false and appends nothing if the value is absent or has two ends. */
  public boolean appendText(Event event, StringBuilder out) {
    if (field.shape() == Shape.ENDS) {
      return false;
    }
    try {
      return appended(event, out);
    } catch (ForeignCodeFault e) {
      return false; // the alert is sent without the value that another bundle failed to provide
    }
  }

  // A list without elements is printed as one, among an alert's fields it is null: both as in Falco.
  private boolean appended(Event event, StringBuilder out) {
    return switch (reader) {
      case FieldReader.OfNumber one -> isPresent(one.read(event, cell)) && appendNumber(cell.value, out);
      case FieldReader.OfDouble one -> isPresent(one.read(event, cell)) && appendDouble(out);
      case FieldReader.OfBytes one -> appendBytes(one.read(event), out);
      case FieldReader.OfNumbers many -> readNumbers(many, event) && appendIfPrinted(numbers.size(), out);
      case FieldReader.OfManyBytes many -> readTexts(many, event) && appendIfPrinted(texts.size(), out);
    };
  }

  /** The value as Long, BigInteger, Double, Boolean, String or List of these; null if there is none. */
  public @Nullable Object json(Event event) {
    if (field.shape() == Shape.ENDS) {
      return null;
    }
    if (isTime) {
      return event.timestampNanos();
    }
    try {
      return value(event);
    } catch (ForeignCodeFault e) {
      return null; // as in appendText
    }
  }

  private @Nullable Object value(Event event) {
    return switch (reader) {
      case FieldReader.OfNumber one -> isPresent(one.read(event, cell)) ? number(cell.value) : null;
      case FieldReader.OfDouble one ->
        isPresent(one.read(event, cell)) ? (Object) Double.longBitsToDouble(cell.value) : null;
      case FieldReader.OfBytes one -> text(one.read(event));
      case FieldReader.OfNumbers many -> readNumbers(many, event) && numbers.size() > 0 ? listed(numbers.size()) : null;
      case FieldReader.OfManyBytes many -> readTexts(many, event) && texts.size() > 0 ? listed(texts.size()) : null;
    };
  }

  private boolean isPresent(Presence presence) {
    if (presence == Presence.PENDING) {
      mark.set();
    }
    return presence == Presence.PRESENT;
  }

  private boolean isPresent(Bytes value) {
    if (value == Text.PENDING) {
      mark.set();
    }
    return value.isPresent();
  }

  private boolean appendNumber(long value, StringBuilder out) {
    NumberText.append(value, field.type(), field.format(), scratch.clear());
    out.append(scratch.view());
    return true;
  }

  private boolean appendDouble(StringBuilder out) {
    NumberText.appendDouble(Double.longBitsToDouble(cell.value), scratch.clear());
    out.append(scratch.view());
    return true;
  }

  private boolean appendBytes(Bytes value, StringBuilder out) {
    if (!isPresent(value)) {
      return false;
    }
    PrintableText.append(printed(value), version, out);
    return true;
  }

  private Bytes printed(Bytes value) {
    scratch.clear();
    switch (field.type().form()) {
      case ADDRESS -> IpAddressText.append(value, scratch);
      case NETWORK -> scratch.append("<IPNET>");
      case BUFFER -> BufferText.append(value, BufferText.FIELD_LIMIT, scratch);
      case SIGNED, UNSIGNED, BOOL, DOUBLE, TEXT, OTHER -> {
        return value;
      }
    }
    return scratch.view();
  }

  private Object number(long value) {
    return NumberText.json(value, field.type(), field.format());
  }

  private @Nullable String text(Bytes value) {
    if (!isPresent(value)) {
      return null;
    }
    if (value instanceof Text && value.equals(last)) {
      return lastText;
    }
    String text = printable(value);
    if (value instanceof Text) { // immutable: the names of users, programs and containers are repeated often
      last = value;
      lastText = text;
    }
    return text;
  }

  private String printable(Bytes value) {
    Bytes printed = printed(value);
    if (PrintableText.isPlain(printed)) {
      return printed.toString();
    }
    StringBuilder out = new StringBuilder(printed.length());
    PrintableText.append(printed, version, out);
    return out.toString();
  }

  private boolean readNumbers(FieldReader.OfNumbers many, Event event) {
    numbers.clear();
    return isPresent(many.read(event, numbers));
  }

  private boolean readTexts(FieldReader.OfManyBytes many, Event event) {
    texts.clear();
    return isPresent(many.read(event, texts));
  }

  private boolean appendIfPrinted(int size, StringBuilder out) {
    return (size > 0 || field.shape() == Shape.LIST) && appendList(size, out);
  }

  /** A list is printed in parentheses; the values of all ancestors are concatenated. */
  private boolean appendList(int size, StringBuilder out) {
    boolean list = field.shape() == Shape.LIST;
    out.append(list ? "(" : "");
    for (int i = 0; i < size; i++) {
      out.append(i == 0 ? "" : list ? "," : " ");
      appendElement(i, out);
    }
    out.append(list ? ")" : "");
    return true;
  }

  private void appendElement(int index, StringBuilder out) {
    if (isOfNumbers()) {
      appendNumber(numbers.get(index), out);
    } else {
      appendBytes(texts.get(index), out);
    }
  }

  private Object listed(int size) {
    if (field.shape() != Shape.LIST) {
      StringBuilder out = new StringBuilder();
      appendList(size, out);
      return out.toString();
    }
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      values.add(isOfNumbers() ? number(numbers.get(i)) : text(texts.get(i)));
    }
    return values;
  }

  private boolean isOfNumbers() {
    return field.type().isNumber();
  }
}
