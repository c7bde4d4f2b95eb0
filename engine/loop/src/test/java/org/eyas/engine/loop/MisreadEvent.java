package org.eyas.engine.loop;

import java.lang.reflect.Proxy;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.event.ParamDefinition;
import org.eyas.api.event.ValueType;
import org.eyas.api.event.ValueType.Form;

/** An event of which some parameters have other bytes. */
final class MisreadEvent {
  private static final int INET = 2;

  private MisreadEvent() {}

  /** With other texts. */
  static Event withPaths(Event event, UnaryOperator<String> change) {
    return of(event, (param, bytes) -> param.type().form() == Form.TEXT && bytes.isPresent()
        ? Text.of(change.apply(bytes.toString()))
        : bytes);
  }

  /** With the destination of each socket in the place of its source. */
  static Event withOneEnd(Event event) {
    return of(event, (param, bytes) -> param.type() == ValueType.SOCKTUPLE ? withOneEnd(bytes) : bytes);
  }

  private static Bytes withOneEnd(Bytes tuple) {
    int width = tuple.length() > 0 && tuple.at(0) == INET ? 6 : 18;
    if (tuple.length() < 1 + 2 * width) {
      return tuple;
    }
    byte[] changed = new byte[1 + 2 * width];
    for (int i = 0; i < changed.length; i++) {
      changed[i] = (byte) tuple.at(i > 0 && i <= width ? i + width : i);
    }
    return Text.copyOf(changed);
  }

  private static Event of(Event event, BiFunction<ParamDefinition, Bytes, Bytes> change) {
    return (Event) Proxy.newProxyInstance(Event.class.getClassLoader(), new Class<?>[] {Event.class}, (proxy, method, args) -> {
      Object result = method.invoke(event, args);
      return result instanceof Bytes bytes && method.getName().equals("bytes")
          ? change.apply(event.type().params().get((Integer) args[0]), bytes)
          : result;
    });
  }
}
