package org.eyas.kube;

import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads one object of a list or a watch, or the {@code Status} that is in its place. It skips what is not kept, above all
 * {@code managedFields}: a third of the bytes of a pod.
 */
final class ParsedObject {
  private static final String STATIC_HASH = "kubernetes.io/config.hash";

  private final JsonReader in;
  private final Map<String, String> containers = new HashMap<>();
  private Map<String, String> labels = Map.of();
  private Map<String, String> selector = Map.of();
  private ObjectOwner owner = ObjectOwner.NONE;
  private boolean external; // a service that is only another name: its selector chooses nothing
  private String kind = "";
  private String uid = "";
  private String namespace = "";
  private String name = "";
  private String resourceVersion = "";
  private String continueToken = "";
  private String staticHash = "";
  private String ip = "";
  private String code = "";
  private String message = "";
  private String retryAfter = "";

  ParsedObject(JsonReader in) {
    this.in = in;
  }

  static ParsedObject read(JsonReader in) throws IOException {
    ParsedObject parsed = new ParsedObject(in);
    KubeJsonReader.object(in, parsed::member);
    return parsed;
  }

  /** Reads a member of an object, or of a list, whose metadata have the same form. */
  void member(String member) throws IOException {
    switch (member) {
      case "kind" -> kind = KubeJsonReader.text(in);
      case "metadata" -> KubeJsonReader.object(in, this::metadata);
      case "spec" -> KubeJsonReader.object(in, this::spec);
      case "status" -> KubeJsonReader.object(in, this::status);
      case "code" -> code = KubeJsonReader.text(in);
      case "message" -> message = KubeJsonReader.text(in);
      case "details" -> KubeJsonReader.object(in, this::details);
      default -> in.skipValue();
    }
  }

  private void metadata(String member) throws IOException {
    switch (member) {
      case "uid" -> uid = KubeJsonReader.text(in);
      case "namespace" -> namespace = KubeJsonReader.text(in);
      case "name" -> name = KubeJsonReader.text(in);
      case "resourceVersion" -> resourceVersion = KubeJsonReader.text(in);
      case "continue" -> continueToken = KubeJsonReader.text(in);
      case "labels" -> labels = KubeJsonReader.texts(in);
      case "annotations" -> KubeJsonReader.object(in, this::annotation);
      case "ownerReferences" -> KubeJsonReader.array(in, this::owner);
      default -> in.skipValue();
    }
  }

  private void annotation(String annotation) throws IOException {
    if (annotation.equals(STATIC_HASH)) {
      staticHash = KubeJsonReader.text(in);
    } else {
      in.skipValue();
    }
  }

  private void owner() throws IOException {
    String[] texts = {"", "", ""};
    boolean[] controls = {false};
    KubeJsonReader.object(
        in,
        member -> {
          switch (member) {
            case "kind" -> texts[0] = KubeJsonReader.text(in);
            case "name" -> texts[1] = KubeJsonReader.text(in);
            case "uid" -> texts[2] = KubeJsonReader.text(in);
            case "controller" -> controls[0] = KubeJsonReader.flag(in);
            default -> in.skipValue();
          }
        });
    if (controls[0]) {
      owner = new ObjectOwner(texts[0], texts[1], texts[2]);
    }
  }

  // The selector of a service is a map of texts; those of other kinds have a structure of their own, and are not kept.
  private void spec(String member) throws IOException {
    switch (member) {
      case "selector" -> selector = KubeJsonReader.texts(in);
      case "type" -> external = KubeJsonReader.text(in).equals("ExternalName");
      default -> in.skipValue();
    }
  }

  private void status(String member) throws IOException {
    switch (member) {
      case "podIP" -> ip = KubeJsonReader.text(in);
      case "containerStatuses", "initContainerStatuses", "ephemeralContainerStatuses" ->
        KubeJsonReader.array(in, this::container);
      default -> in.skipValue();
    }
  }

  private void container() throws IOException {
    String[] texts = {"", ""};
    KubeJsonReader.object(
        in,
        member -> {
          switch (member) {
            case "name" -> texts[0] = KubeJsonReader.text(in);
            case "containerID" -> texts[1] = KubeJsonReader.text(in); // containerd://0123...
            default -> in.skipValue();
          }
        });
    if (!texts[1].isEmpty()) {
      containers.put(texts[0], texts[1].substring(texts[1].lastIndexOf('/') + 1));
    }
  }

  private void details(String member) throws IOException {
    if (member.equals("retryAfterSeconds")) {
      retryAfter = KubeJsonReader.text(in);
    } else {
      in.skipValue();
    }
  }

  KubeObject object() {
    return new KubeObject(
        new ObjectId(uid, namespace, name), labels, owner, external ? Map.of() : selector,
        new PodDetails(ip, containers, isOfFile() ? staticHash : ""));
  }

  // Anybody who creates a pod can write any annotation. The kubelet creates a pod of a file in the name of its node.
  private boolean isOfFile() {
    return owner.kind().equals("Node") && staticHash.matches("[0-9a-f]{32}");
  }

  /** Whether the server sent the reason of a failure in place of an object. */
  boolean isStatus() {
    return kind.equals("Status");
  }

  String kind() {
    return kind;
  }

  /** The version of the object, or of the list whose metadata these are. */
  String resourceVersion() {
    return resourceVersion;
  }

  /** Asks for the next page of a list; empty on the last one. */
  String continueToken() {
    return continueToken;
  }

  ApiException failure(int httpStatus) {
    int status = isNumber(code) ? Integer.parseInt(code) : httpStatus;
    return new ApiException(status, message, isNumber(retryAfter) ? Integer.parseInt(retryAfter) : 0);
  }

  private static boolean isNumber(String text) {
    return text.matches("[0-9]{1,6}");
  }
}
