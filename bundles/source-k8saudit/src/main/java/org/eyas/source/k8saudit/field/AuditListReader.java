package org.eyas.source.k8saudit.field;

import org.eyas.json.JsonIndex;
import org.eyas.json.JsonKind;
import org.eyas.json.JsonPointer;

/** Reads the values of a list field. A field without any value in the list is absent. */
interface AuditListReader {
  /** Adds the values of one event. */
  void read(JsonIndex json, TextListBuilder out);

  /**
   * The reader of a kind in {@code fields.tsv}.
   *
   * @param index the index of the wanted element, or {@link ArrayPath#ALL}
   */
  static AuditListReader of(String kind, String path, int index) {
    return switch (kind) {
      case "elements" -> elements(JsonPointer.of(path), index);
      case "ports" -> ports(JsonPointer.of(path), index);
      case "each" -> each(new ArrayPath(path, index));
      case "complete" -> complete(new ArrayPath(path, index), TextListBuilder::add);
      case "repositories" -> complete(new ArrayPath(path, index), TextListBuilder::addRepository);
      case "flattened" -> flattened(new ArrayPath(path, index));
      case "joined" -> joined(new ArrayPath(path, index));
      case "host_ports" -> PodListReaders.hostPorts(new ArrayPath(path, index));
      case "effective" -> PodListReaders.effective(new ArrayPath(path, index), path.substring(path.indexOf("/securityContext")));
      case "member_names" -> PodListReaders.memberNames(JsonPointer.of(path), index);
      case "subjects" -> new BindingSubjects(path);
      default -> throw new IllegalArgumentException("there is no list of kind " + kind);
    };
  }

  /** Adds one value. */
  @FunctionalInterface
  interface Adding {
    void add(TextListBuilder out, JsonIndex json, int node);
  }

  private static AuditListReader elements(JsonPointer array, int index) {
    return (json, out) -> addElements(json, array.find(json), index, out);
  }

  private static void addElements(JsonIndex json, int array, int index, TextListBuilder out) {
    if (index != ArrayPath.ALL) {
      int element = json.element(array, index);
      if (element != JsonIndex.NONE) {
        out.add(json, element);
      }
    } else if (json.is(JsonKind.ARRAY, array)) {
      for (int at = array + 1; at < json.after(array); at = json.after(at)) {
        out.add(json, at);
      }
    }
  }

  // Falco has all ports as one text; alerts look the same.
  private static AuditListReader ports(JsonPointer array, int index) {
    return (json, out) -> {
      int found = array.find(json);
      int node = index == ArrayPath.ALL ? found : json.element(found, index);
      if (node != JsonIndex.NONE) {
        out.add(json, node);
      }
    };
  }

  private static AuditListReader each(ArrayPath path) {
    return (json, out) -> {
      path.find(json);
      for (int i = 0; i < path.size(); i++) {
        if (path.get(i) != JsonIndex.NONE) {
          out.add(json, path.get(i));
        }
      }
    };
  }

  // A pod with a container without an image is not valid: the images of its other containers prove nothing.
  private static AuditListReader complete(ArrayPath path, Adding adding) {
    return (json, out) -> {
      if (path.find(json).isComplete()) {
        for (int i = 0; i < path.size(); i++) {
          adding.add(out, json, path.get(i));
        }
      }
    };
  }

  private static AuditListReader flattened(ArrayPath path) {
    return (json, out) -> {
      path.find(json);
      for (int i = 0; i < path.size(); i++) {
        addElements(json, path.get(i), ArrayPath.ALL, out);
      }
    };
  }

  private static AuditListReader joined(ArrayPath path) {
    return (json, out) -> {
      path.find(json);
      for (int i = 0; i < path.size(); i++) {
        if (json.is(JsonKind.ARRAY, path.get(i))) {
          out.addJoined(json, path.get(i));
        }
      }
    };
  }
}
