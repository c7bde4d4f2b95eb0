package org.eyas.output.grpc;

import org.eyas.json.write.CompactJson;
import org.eyas.json.write.JsonEscaping;
import org.jspecify.annotations.Nullable;

/** The value of an alert's field as clients receive it: texts unchanged, other values as JSON. */
final class GrpcFieldText {
  private GrpcFieldText() {}

  /** @param value a value of {@code Alert.fields}: a text, number, boolean, list of these, or null */
  static String of(@Nullable Object value) {
    return value instanceof String text ? text : CompactJson.of(value, JsonEscaping.LINES);
  }
}
