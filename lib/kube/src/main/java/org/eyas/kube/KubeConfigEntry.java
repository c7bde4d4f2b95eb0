package org.eyas.kube;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.eyas.pem.PemFile;
import org.jspecify.annotations.Nullable;

/**
 * A map in a kubeconfig.
 *
 * @param place how messages name it: {@code user 'admin'}; empty for the whole file
 */
record KubeConfigEntry(Path file, String place, Map<?, ?> values) {
  private static final String DATA = "-data";

  /** The entry of a list of names, each with a map. */
  KubeConfigEntry named(String list, String key, String name) throws ApiAccessException {
    for (Object entry : values.get(list) instanceof List<?> entries ? entries : List.of()) {
      if (entry instanceof Map<?, ?> map && name.equals(map.get("name")) && map.get(key) instanceof Map<?, ?> found) {
        return new KubeConfigEntry(file, key + " '" + name + "'", found);
      }
    }
    throw wrong("there is no " + key + " '" + name + "' in " + list);
  }

  /** A text; empty if it is missing. */
  String text(String key) {
    Object value = values.get(key);
    return value == null ? "" : String.valueOf(value);
  }

  String required(String key) throws ApiAccessException {
    String text = text(key);
    if (text.isEmpty()) {
      throw wrong(key + " is missing");
    }
    return text;
  }

  /** Refuses a key that would change how the server is reached. */
  void refuse(String key, String instead) throws ApiAccessException {
    String value = text(key);
    if (!value.isEmpty() && !value.equals("false")) {
      throw wrong(key + " is not supported; " + instead);
    }
  }

  /** The keys or certificates of KEY-data, or of the file that KEY names; null if both are missing. */
  @Nullable
  PemFile pem(String key) throws IOException {
    String data = text(key + DATA);
    if (!data.isEmpty()) {
      return PemFile.of(place, file + ": " + key + DATA, decoded(key, data));
    }
    String named = text(key);
    return named.isEmpty() ? null : PemFile.read(file + ": " + place + ": " + key, path(named));
  }

  private String decoded(String key, String data) throws ApiAccessException {
    try {
      return new String(Base64.getDecoder().decode(data.strip()), StandardCharsets.ISO_8859_1);
    } catch (IllegalArgumentException e) {
      throw wrong(key + DATA + " is not base64");
    }
  }

  /** A path, which starts at the folder of the file if it is relative. */
  Path path(String named) {
    return file.toAbsolutePath().resolveSibling(named);
  }

  ApiAccessException wrong(String what) {
    return new ApiAccessException(file + ": " + (place.isEmpty() ? "" : place + ": ") + what);
  }
}
