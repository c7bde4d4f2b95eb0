package org.eyas.source.k8saudit.field;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.json.JsonIndex;
import org.eyas.json.JsonKind;
import org.eyas.json.JsonPointer;

/** Reads the values of a field that is a list. A field to which nothing is added has no value. */
interface ListValues {
  /** The uid and gid of a container for which nobody sets another one. */
  Bytes ROOT = Text.of("0");

  /** The member that every volume has. */
  Bytes NAME = Text.of("name");

  /** Adds the values of one event. */
  void read(JsonIndex json, Texts out);

  /**
   * The reader of a kind in {@code fields.tsv}.
   *
   * @param index the element that is asked for, or {@link ArrayPath#ALL}
   */
  static ListValues of(String kind, String path, int index) {
    return switch (kind) {
      case "elements" -> elements(JsonPointer.of(path), index);
      case "ports" -> ports(JsonPointer.of(path), index);
      case "each" -> each(new ArrayPath(path, index));
      case "complete" -> complete(new ArrayPath(path, index), Texts::add);
      case "repositories" -> complete(new ArrayPath(path, index), Texts::addRepository);
      case "flattened" -> flattened(new ArrayPath(path, index));
      case "joined" -> joined(new ArrayPath(path, index));
      case "host_ports" -> hostPorts(new ArrayPath(path, index));
      case "effective" -> effective(new ArrayPath(path, index), path.substring(path.indexOf("/securityContext")));
      case "member_names" -> memberNames(JsonPointer.of(path), index);
      case "subjects" -> new Subjects(path);
      default -> throw new IllegalArgumentException("there is no list of kind " + kind);
    };
  }

  /** Adds one value. */
  @FunctionalInterface
  interface Adding {
    void add(Texts out, JsonIndex json, int node);
  }

  private static ListValues elements(JsonPointer array, int index) {
    return (json, out) -> addElements(json, array.find(json), index, out);
  }

  private static void addElements(JsonIndex json, int array, int index, Texts out) {
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
  private static ListValues ports(JsonPointer array, int index) {
    return (json, out) -> {
      int found = array.find(json);
      int node = index == ArrayPath.ALL ? found : json.element(found, index);
      if (node != JsonIndex.NONE) {
        out.add(json, node);
      }
    };
  }

  private static ListValues each(ArrayPath path) {
    return (json, out) -> {
      path.find(json);
      for (int i = 0; i < path.size(); i++) {
        if (path.get(i) != JsonIndex.NONE) {
          out.add(json, path.get(i));
        }
      }
    };
  }

  // A pod that lacks an image is not valid: nothing may be concluded from the images of its other containers.
  private static ListValues complete(ArrayPath path, Adding adding) {
    return (json, out) -> {
      if (path.find(json).isComplete()) {
        for (int i = 0; i < path.size(); i++) {
          adding.add(out, json, path.get(i));
        }
      }
    };
  }

  private static ListValues flattened(ArrayPath path) {
    return (json, out) -> {
      path.find(json);
      for (int i = 0; i < path.size(); i++) {
        addElements(json, path.get(i), ArrayPath.ALL, out);
      }
    };
  }

  private static ListValues joined(ArrayPath path) {
    return (json, out) -> {
      path.find(json);
      for (int i = 0; i < path.size(); i++) {
        if (json.is(JsonKind.ARRAY, path.get(i))) {
          out.addJoined(json, path.get(i));
        }
      }
    };
  }

  // In the network of the host, a port without hostPort is that of the host too.
  private static ListValues hostPorts(ArrayPath path) {
    byte[] onHost = "hostPort".getBytes(UTF_8);
    byte[] inside = "containerPort".getBytes(UTF_8);
    return (json, out) -> {
      path.find(json);
      for (int i = 0; i < path.size(); i++) {
        int ports = path.get(i);
        for (int at = ports + 1; json.is(JsonKind.ARRAY, ports) && at < json.after(ports); at = json.after(at)) {
          int host = json.member(at, onHost);
          int port = host == JsonIndex.NONE ? json.member(at, inside) : host;
          if (port != JsonIndex.NONE) {
            out.add(json, port);
          }
        }
      }
    };
  }

  private static ListValues effective(ArrayPath path, String setting) {
    JsonPointer ofPod = JsonPointer.of("/requestObject/spec" + setting);
    return (json, out) -> {
      path.find(json);
      for (int i = 0; i < path.size(); i++) {
        int node = path.get(i) == JsonIndex.NONE ? ofPod.find(json) : path.get(i);
        if (node == JsonIndex.NONE) {
          out.add(ROOT);
        } else {
          out.add(json, node);
        }
      }
    };
  }

  // A volume is an object with a name, and one member for its type.
  private static ListValues memberNames(JsonPointer array, int index) {
    return (json, out) -> {
      int volumes = array.find(json);
      if (index != ArrayPath.ALL) {
        addMemberNames(json, json.element(volumes, index), out);
      } else if (json.is(JsonKind.ARRAY, volumes)) {
        for (int at = volumes + 1; at < json.after(volumes); at = json.after(at)) {
          addMemberNames(json, at, out);
        }
      }
    };
  }

  private static void addMemberNames(JsonIndex json, int volume, Texts out) {
    if (json.is(JsonKind.OBJECT, volume)) {
      for (int name = volume + 1; name < json.after(volume); name = json.after(name + 1)) {
        out.addUnless(NAME, json, name);
      }
    }
  }
}
