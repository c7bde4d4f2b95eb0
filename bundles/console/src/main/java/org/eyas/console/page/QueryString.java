package org.eyas.console.page;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Encodes parts of URLs. */
public final class QueryString {
  /** A parameter of an address, decoded. */
  record Parameter(String name, String value) {
    static Parameter of(String text) {
      int at = text.indexOf('=');
      return at < 0 ? new Parameter(decoded(text), "")
          : new Parameter(decoded(text.substring(0, at)), decoded(text.substring(at + 1)));
    }

    private static String decoded(String text) {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
  }

  private QueryString() {}

  public static String parameter(String name, String value) {
    return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  /** The parameters of a query whose names are in a set, in their order, without those that cannot be decoded. */
  static List<Parameter> only(String query, Set<String> names) {
    return Stream.of(query.split("&"))
        .filter(text -> !text.isEmpty())
        .flatMap(QueryString::decoded)
        .filter(each -> names.contains(each.name()))
        .toList();
  }

  private static Stream<Parameter> decoded(String text) {
    try {
      return Stream.of(Parameter.of(text));
    } catch (IllegalArgumentException e) {
      return Stream.empty(); // somebody changed the address by hand
    }
  }
}
