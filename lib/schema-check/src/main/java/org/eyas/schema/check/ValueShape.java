package org.eyas.schema.check;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A JSON type, and the YAML values that are accepted for it. */
enum ValueShape {
  OBJECT {
    @Override
    boolean fits(Object value) {
      return value instanceof Map || value instanceof List<?> list && list.isEmpty();
    }
  },
  ARRAY {
    @Override
    boolean fits(Object value) {
      return value instanceof List || value instanceof Map<?, ?> map && map.isEmpty();
    }
  },
  STRING {
    @Override
    boolean fits(Object value) {
      return !(value instanceof Map) && !(value instanceof List);
    }
  },
  BOOLEAN {
    @Override
    boolean fits(Object value) {
      return STRING.fits(value) && (text(value).equals("true") || text(value).equals("false"));
    }
  },
  INTEGER {
    @Override
    boolean fits(Object value) {
      return STRING.fits(value) && WHOLE.matcher(text(value)).matches();
    }
  },
  NUMBER {
    @Override
    boolean fits(Object value) {
      return STRING.fits(value) && DECIMAL.matcher(text(value)).matches();
    }
  },
  NULL {
    @Override
    boolean fits(Object value) {
      return STRING.fits(value) && text(value).isEmpty();
    }
  };

  private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,18}");
  private static final Pattern DECIMAL = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");

  abstract boolean fits(Object value);

  static ValueShape named(String name) {
    for (ValueShape shape : values()) {
      if (shape.name().equalsIgnoreCase(name)) {
        return shape;
      }
    }
    throw new SchemaException("unknown type '" + name + "' in a schema");
  }

  /** The number in a value that matches {@link #NUMBER}. */
  static double number(Object value) {
    return Double.parseDouble(text(value));
  }

  /** The members of a value that matches {@link #OBJECT}. */
  static Map<?, ?> members(Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  private static String text(Object value) {
    return String.valueOf(value);
  }
}
