package org.eyas.engine.stateful.event;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.field.BytesList;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.NumberCell;
import org.eyas.api.field.NumberList;
import org.eyas.api.field.Presence;
import org.jspecify.annotations.Nullable;

/** Encodes the kept fields of steps as values, and decodes values to readers. */
public final class KeptFieldCodec {
  private static final int NONE = 0;
  private static final int NUMBER = 1;
  private static final int DOUBLE = 2;
  private static final int BYTES = 3;
  private static final int NUMBERS = 4;
  private static final int MANY_BYTES = 5;

  /** The readers of kept fields ignore the event. */
  private static final Event ANY = new FiredEvent();

  private KeptFieldCodec() {}

  public static void write(@Nullable FieldReader[] kept, DataOutput out) throws IOException {
    out.writeInt(kept.length);
    for (FieldReader reader : kept) {
      if (reader == null) {
        out.writeByte(NONE);
      } else {
        write(reader, out);
      }
    }
  }

  private static void write(FieldReader reader, DataOutput out) throws IOException {
    switch (reader) {
      case FieldReader.OfNumber one -> write(NUMBER, cell -> one.read(ANY, cell), out);
      case FieldReader.OfDouble one -> write(DOUBLE, cell -> one.read(ANY, cell), out);
      case FieldReader.OfBytes one -> {
        out.writeByte(BYTES);
        write(one.read(ANY), out);
      }
      case FieldReader.OfNumbers many -> {
        NumberList list = new NumberList();
        many.read(ANY, list);
        out.writeByte(NUMBERS);
        out.writeInt(list.size());
        for (int i = 0; i < list.size(); i++) {
          out.writeLong(list.get(i));
        }
      }
      case FieldReader.OfManyBytes many -> {
        BytesList list = new BytesList();
        many.read(ANY, list);
        out.writeByte(MANY_BYTES);
        out.writeInt(list.size());
        for (int i = 0; i < list.size(); i++) {
          write(list.get(i), out);
        }
      }
    }
  }

  private interface Read {
    Presence read(NumberCell into);
  }

  private static void write(int kind, Read reader, DataOutput out) throws IOException {
    NumberCell cell = new NumberCell();
    reader.read(cell);
    out.writeByte(kind);
    out.writeLong(cell.value);
  }

  private static void write(Bytes bytes, DataOutput out) throws IOException {
    write(bytes.toArray(), out);
  }

  public static void write(byte[] bytes, DataOutput out) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  public static @Nullable FieldReader[] read(DataInput in) throws IOException {
    @Nullable FieldReader[] kept = new FieldReader[in.readInt()];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = reader(in);
    }
    return kept;
  }

  private static @Nullable FieldReader reader(DataInput in) throws IOException {
    return switch (in.readByte()) {
      case NONE -> null;
      case NUMBER -> {
        long number = in.readLong();
        yield (FieldReader.OfNumber) (event, out) -> out.set(number);
      }
      case DOUBLE -> {
        long bits = in.readLong();
        yield (FieldReader.OfDouble) (event, out) -> out.set(bits);
      }
      case BYTES -> {
        Text text = Text.copyOf(bytes(in));
        yield (FieldReader.OfBytes) event -> text;
      }
      case NUMBERS -> numbers(in);
      case MANY_BYTES -> texts(in);
      default -> throw new IOException("a kept field has an unknown kind");
    };
  }

  private static FieldReader.OfNumbers numbers(DataInput in) throws IOException {
    long[] numbers = new long[in.readInt()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = in.readLong();
    }
    return (event, out) -> {
      for (long number : numbers) {
        out.add(number);
      }
      return Presence.PRESENT;
    };
  }

  private static FieldReader.OfManyBytes texts(DataInput in) throws IOException {
    Text[] texts = new Text[in.readInt()];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = Text.copyOf(bytes(in));
    }
    return (event, out) -> {
      for (Text text : texts) {
        out.add(text);
      }
      return Presence.PRESENT;
    };
  }

  public static byte[] bytes(DataInput in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return bytes;
  }
}
