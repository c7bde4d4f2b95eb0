package org.eyas.testkit.kube;

import com.google.gson.JsonObject;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** A client's request to a {@link FakeApiServer}. */
final class FakeApiQuery {
  private final Map<String, String> parameters = new HashMap<>();
  private final String path;
  private final boolean metadataOnly;

  FakeApiQuery(URI request, String accept) {
    path = request.getPath();
    metadataOnly = accept.contains("as=PartialObjectMetadata");
    String query = request.getRawQuery() == null ? "" : request.getRawQuery();
    for (String pair : query.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        parameters.put(pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
  }

  String path() {
    return path;
  }

  String text(String name) {
    return parameters.getOrDefault(name, "");
  }

  long number(String name, long otherwise) {
    return parameters.containsKey(name) ? Long.parseLong(text(name)) : otherwise;
  }

  boolean isWatch() {
    return text("watch").equals("1");
  }

  boolean isMetadataOnly() {
    return metadataOnly;
  }

  /** Whether the field selector, if there is one, chooses an object: only {@code spec.nodeName} is known. */
  boolean selects(JsonObject object) {
    String selector = text("fieldSelector");
    if (selector.isEmpty()) {
      return true;
    }
    JsonObject spec = object.getAsJsonObject("spec");
    return spec != null && spec.has("nodeName") && selector.equals("spec.nodeName=" + spec.get("nodeName").getAsString());
  }

  /** The part of an object that is sent. */
  JsonObject view(JsonObject object) {
    if (!metadataOnly) {
      return object;
    }
    JsonObject partial = new JsonObject();
    partial.add("metadata", object.get("metadata"));
    return partial;
  }
}
