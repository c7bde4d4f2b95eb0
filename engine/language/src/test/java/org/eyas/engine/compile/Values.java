package org.eyas.engine.compile;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.eyas.api.data.Text;
import org.eyas.api.event.ValueType;
import org.eyas.api.event.ValueType.Form;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.engine.check.FakeFields;
import org.eyas.engine.text.RawByteText;

/**
 * Reads the value of a fake field from a table: {@code -} is absent, {@code []} is an empty list, a comma separates values;
 * {@code \n} and {@code \t} are one character.
 */
public final class Values {
  private Values() {}

  public static void put(FakeFields fields, String name, String text) {
    int bracket = name.indexOf('[');
    String plain = bracket < 0 ? name : name.substring(0, bracket);
    FieldDefinition field = fields.catalog().definition(plain).orElseThrow();
    if (text.equals("-")) {
      fields.values.remove(name);
    } else if (bracket >= 0 || field.shape() == Shape.ONE) {
      fields.values.put(name, one(text, field.type()));
    } else {
      List<String> parts = text.equals("[]") ? List.of() : Arrays.asList(text.split(",", -1));
      fields.values.put(name, parts.stream().map(part -> one(part, field.type())).toList());
    }
  }

  static Object one(String text, ValueType type) {
    if (type == ValueType.DOUBLE) {
      return Double.valueOf(text);
    }
    if (type == ValueType.BOOL) {
      return text.equals("true") ? 1L : 0L;
    }
    if (type.isNumber()) {
      return Long.parseLong(text);
    }
    if (type.form() == Form.ADDRESS || type.form() == Form.NETWORK) {
      return address(text);
    }
    if (type == ValueType.BYTEBUF) {
      return Text.copyOf(HexFormat.of().parseHex(text));
    }
    return RawByteText.bytes(text.replace("\\n", "\n").replace("\\t", "\t"));
  }

  private static Text address(String text) {
    try {
      return Text.copyOf(InetAddress.getByName(text).getAddress());
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
