package org.eyas.testkit.kube;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The objects of one kind in a {@link FakeApiServer}, and the changes that a watch sends. The server's lock guards it. */
final class FakeApiCollection {
  private final String kind;
  private final String apiVersion;
  private final Map<String, JsonObject> objects = new LinkedHashMap<>();
  private final List<Change> changes = new ArrayList<>();
  private long oldest;

  FakeApiCollection(String kind, String apiVersion) {
    this.kind = kind;
    this.apiVersion = apiVersion;
  }

  /** @param type as a watch names it */
  record Change(long version, String type, JsonObject object) {}

  void put(JsonObject object, long version) {
    JsonObject metadata = object.getAsJsonObject("metadata");
    metadata.addProperty("resourceVersion", String.valueOf(version));
    boolean known = objects.put(metadata.get("uid").getAsString(), object) != null;
    changes.add(new Change(version, known ? "MODIFIED" : "ADDED", object));
  }

  void remove(String uid, long version) {
    JsonObject removed = Objects.requireNonNull(objects.remove(uid)).deepCopy();
    removed.getAsJsonObject("metadata").addProperty("resourceVersion", String.valueOf(version));
    changes.add(new Change(version, "DELETED", removed));
  }

  /** A line that a real server sent, as it is. */
  void line(String type, JsonObject object, long version) {
    changes.add(new Change(version, type, object));
  }

  void bookmark(long version) {
    JsonObject object = new JsonObject();
    JsonObject metadata = new JsonObject();
    metadata.addProperty("resourceVersion", String.valueOf(version));
    object.add("metadata", metadata);
    changes.add(new Change(version, "BOOKMARK", object));
  }

  /** Forgets all changes so far. */
  void expire(long version) {
    changes.clear();
    oldest = version;
  }

  boolean isExpired(long version) {
    return version < oldest;
  }

  /** The first change after a version; null if there is none yet. */
  @Nullable
  Change after(long version) {
    return changes.stream().filter(change -> change.version > version).findFirst().orElse(null);
  }

  /**
   * A page of the list: as real servers do, without kind and apiVersion in the objects.
   *
   * @param from the index of its first object
   * @param limit the most objects of a page
   */
  JsonObject list(FakeApiQuery query, int from, int limit, long version) {
    List<JsonObject> chosen = objects.values().stream().filter(query::selects).toList();
    int to = Math.min(chosen.size(), from + limit);
    JsonArray items = new JsonArray();
    chosen.subList(from, to).forEach(object -> items.add(query.view(object)));
    JsonObject metadata = new JsonObject();
    metadata.addProperty("resourceVersion", String.valueOf(version));
    if (to < chosen.size()) {
      metadata.addProperty("continue", "from-" + to);
    }
    JsonObject list = new JsonObject();
    list.addProperty("kind", query.isMetadataOnly() ? "PartialObjectMetadataList" : kind + "List");
    list.addProperty("apiVersion", apiVersion);
    list.add("metadata", metadata);
    list.add("items", items);
    return list;
  }

  /** A line of a watch: here objects have kind and apiVersion. */
  JsonObject line(FakeApiQuery query, Change change) {
    JsonObject object = new JsonObject();
    object.addProperty("kind", query.isMetadataOnly() ? "PartialObjectMetadata" : kind);
    object.addProperty("apiVersion", apiVersion);
    query.view(change.object).entrySet().forEach(member -> object.add(member.getKey(), member.getValue()));
    JsonObject line = new JsonObject();
    line.addProperty("type", change.type);
    line.add("object", object);
    return line;
  }
}
