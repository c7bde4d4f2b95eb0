package org.eyas.kube;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * A resource of the API: one kind of objects to list and watch.
 *
 * @param name the name in rights and messages: {@code replicasets}
 * @param path of the collection: {@code /apis/apps/v1/replicasets}
 * @param fieldSelector chooses some of them; empty: all
 * @param metadataOnly whether the server is to send nothing but the metadata
 */
public record ApiResource(String name, String path, String fieldSelector, boolean metadataOnly) {
  private static final String PARTIAL = "application/json;as=PartialObjectMetadata%s;g=meta.k8s.io;v=v1,application/json";

  /** The resource of a collection: its name is the end of the path. */
  public static ApiResource of(String path, boolean metadataOnly) {
    return new ApiResource(path.substring(path.lastIndexOf('/') + 1), path, "", metadataOnly);
  }

  /** Chooses objects by the value of a field. */
  public ApiResource where(String field, String value) {
    return new ApiResource(name, path, field + "=" + value, metadataOnly);
  }

  String listAccept() {
    return metadataOnly ? PARTIAL.formatted("List") : "application/json";
  }

  String watchAccept() {
    return metadataOnly ? PARTIAL.formatted("") : "application/json";
  }

  /** The path with parameters: names and values alternate, and those with an empty value are left out. */
  String query(String... parameters) {
    StringBuilder query = new StringBuilder(path);
    append(query, "fieldSelector", fieldSelector);
    for (int i = 0; i < parameters.length; i += 2) {
      append(query, parameters[i], parameters[i + 1]);
    }
    return query.toString();
  }

  private static void append(StringBuilder query, String name, String value) {
    if (!value.isEmpty()) {
      query.append(query.indexOf("?") < 0 ? '?' : '&').append(name).append('=');
      query.append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
  }
}
