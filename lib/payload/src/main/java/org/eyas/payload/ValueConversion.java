package org.eyas.payload;

import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Converts a value of an alert to a value of a document. A value that does not fit is left out: receivers would reject
 * it.
 */
enum ValueConversion {
  TEXT {
    @Override
    Object of(Object value) {
      return value instanceof List<?> list ? JsonValue.of(list) : value.toString();
    }
  },
  /** A whole number that is not negative. */
  WHOLE {
    @Override
    @Nullable
    Object of(Object value) {
      String text = value.toString();
      return DIGITS.matcher(text).matches() ? Long.valueOf(text) : null;
    }
  },
  /** An IP address; the first one of a list. */
  IP {
    @Override
    @Nullable
    Object of(Object value) {
      String text = String.valueOf(value instanceof List<?> list ? list.getFirst() : value);
      try {
        return text.matches(".*[.:].*") ? InetAddress.ofLiteral(text).getHostAddress() : null; // 5 is 0.0.0.5
      } catch (IllegalArgumentException e) {
        return null;
      }
    }
  },
  /** All IP addresses of a list. */
  ADDRESSES {
    @Override
    @Nullable
    Object of(Object value) {
      List<?> all = value instanceof List<?> list ? list : List.of(value);
      List<Object> addresses = all.stream().map(IP::of).filter(Objects::nonNull).toList();
      return addresses.isEmpty() ? null : addresses;
    }
  },
  /** Those of the flags of a DNS message that ECS knows. */
  DNS_FLAGS {
    @Override
    @Nullable
    Object of(Object value) {
      List<?> all = value instanceof List<?> list ? list : List.of(value);
      List<?> flags = all.stream().filter(FLAGS::contains).toList();
      return flags.isEmpty() ? null : flags;
    }
  },
  /** A path. The addresses of a connection do not fit. */
  PATH {
    @Override
    @Nullable
    Object of(Object value) {
      return value.toString().startsWith("/") ? value : null;
    }
  },
  /** The last name of a path. */
  FILE {
    @Override
    @Nullable
    Object of(Object value) {
      String path = value.toString();
      String name = path.substring(path.lastIndexOf('/') + 1);
      return path.startsWith("/") ? (name.isEmpty() ? path : name) : null;
    }
  },
  /** The name of an image without its tag and digest. */
  REPOSITORY {
    @Override
    Object of(Object value) {
      return TAG_AND_DIGEST.matcher(value.toString()).replaceFirst("");
    }
  },
  LIST {
    @Override
    Object of(Object value) {
      return value instanceof List<?> list ? list : List.of(value.toString());
    }
  };

  private static final Pattern TAG_AND_DIGEST = Pattern.compile("(:[^/:@]*)?(@[^/]*)?$"); // a port is before a slash
  private static final Set<Object> FLAGS = Set.of("AA", "TC", "RD", "RA", "AD", "CD", "DO");
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}");

  abstract @Nullable Object of(Object value);
}
