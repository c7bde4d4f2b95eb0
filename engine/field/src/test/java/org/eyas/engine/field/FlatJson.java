package org.eyas.engine.field;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the fields of Falco's alerts: the object after "output_fields". Numbers become BigDecimal. */
final class FlatJson {
  private final String text;
  private int at;

  private FlatJson(String text, int at) {
    this.text = text;
    this.at = at;
  }

  static Map<String, @Nullable Object> outputFields(String line) {
    String key = "\"output_fields\":";
    return new FlatJson(line, line.indexOf(key) + key.length()).object();
  }

  private Map<String, @Nullable Object> object() {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    at++;
    while (text.charAt(at) != '}') {
      String key = string();
      at++;
      fields.put(key, value());
      skipComma();
    }
    return fields;
  }

  private @Nullable Object value() {
    return switch (text.charAt(at)) {
      case '"' -> string();
      case '[' -> list();
      case 'n' -> word("null", null);
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      default -> number();
    };
  }

  private @Nullable Object word(String word, @Nullable Object value) {
    at += word.length();
    return value;
  }

  private BigDecimal number() {
    int from = at;
    while ("+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return new BigDecimal(text.substring(from, at)).stripTrailingZeros();
  }

  private List<@Nullable Object> list() {
    List<@Nullable Object> values = new ArrayList<>();
    at++;
    while (text.charAt(at) != ']') {
      values.add(value());
      skipComma();
    }
    at++;
    return values;
  }

  private void skipComma() {
    if (text.charAt(at) == ',') {
      at++;
    }
  }

  private String string() {
    StringBuilder out = new StringBuilder();
    for (at++; text.charAt(at) != '"'; at++) {
      out.append(text.charAt(at) == '\\' ? escaped() : text.charAt(at));
    }
    at++;
    return out.toString();
  }

  private char escaped() {
    at++;
    return switch (text.charAt(at)) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'u' -> {
        at += 4;
        yield (char) Integer.parseInt(text.substring(at - 3, at + 1), 16);
      }
      default -> text.charAt(at);
    };
  }
}
