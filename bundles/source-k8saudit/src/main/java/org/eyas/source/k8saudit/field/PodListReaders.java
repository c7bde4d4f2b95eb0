package org.eyas.source.k8saudit.field;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.json.JsonIndex;
import org.eyas.json.JsonKind;
import org.eyas.json.JsonPointer;

/**
 * Makes readers of values of pods that depend on several members of the document: ports of the host, settings of
 * containers and types of volumes.
 */
final class PodListReaders {
  /** The default uid and gid of a container. */
  private static final Bytes ROOT = Text.of("0");

  /** The member that every volume has. */
  private static final Bytes NAME = Text.of("name");

  private PodListReaders() {}

  // In the network of the host, a port without hostPort is also a port of the host.
  static AuditListReader hostPorts(ArrayPath path) {
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

  static AuditListReader effective(ArrayPath path, String setting) {
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
  static AuditListReader memberNames(JsonPointer array, int index) {
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

  private static void addMemberNames(JsonIndex json, int volume, TextListBuilder out) {
    if (json.is(JsonKind.OBJECT, volume)) {
      for (int name = volume + 1; name < json.after(volume); name = json.after(name + 1)) {
        out.addUnless(NAME, json, name);
      }
    }
  }
}
