package org.eyas.core.setting;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Converts properties to a typed configuration as Declarative Services does, for a candidate that Configuration Admin does not
 * contain yet.
 */
public final class TypedConfig {
  private TypedConfig() {}

  /** @param type an {@code @interface} whose names have underscores in place of the dots of the properties */
  public static <C> C of(Class<C> type, Map<String, ?> properties) {
    Object proxy =
        Proxy.newProxyInstance(
            type.getClassLoader(), new Class<?>[] {type}, (_, method, _) -> value(method, properties));
    return type.cast(proxy);
  }

  private static Object value(Method method, Map<String, ?> properties) {
    Object given = properties.get(method.getName().replace('_', '.'));
    return given == null ? Objects.requireNonNull(method.getDefaultValue()) : converted(given, method.getReturnType());
  }

  private static Object converted(Object given, Class<?> type) {
    if (given instanceof Number number) {
      return type == int.class ? number.intValue() : type == long.class ? (Object) number.longValue() : number.doubleValue();
    }
    return given;
  }

  /** Splits texts such as {@code name=value}. */
  static Map<String, String> pairs(String[] written) {
    Map<String, String> pairs = new TreeMap<>();
    for (String pair : written) {
      int equals = pair.indexOf('=');
      pairs.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    return pairs;
  }
}
