package org.eyas.enricher.container.socket;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eyas.enricher.container.id.ContainerId;
import org.eyas.enricher.container.id.Engine;
import org.eyas.enricher.container.info.Facts;
import org.eyas.enricher.container.info.ImageName;
import org.eyas.enricher.container.info.Mount;
import org.eyas.enricher.container.info.Mounts;
import org.eyas.enricher.container.info.Part;
import org.eyas.enricher.container.json.Json;
import org.eyas.enricher.container.lookup.Container;

/**
 * The API by which Kubernetes talks to containerd and CRI-O ({@code runtime.v1}). It answers before a container's first program
 * runs; a sandbox is known only when it runs. GetContainerEvents is never called: containerd passes each event to one
 * subscriber only, and that would be missing at the kubelet. The numbers are those of the fields in the protocol.
 */
final class CriApi implements RuntimeApi {
  private static final String SERVICE = "/runtime.v1.RuntimeService/";
  private static final long LIMIT_MILLIS = 500;
  private static final int LONGEST_CNI = 4096; // as Falco's plugin has it

  private final UnixSocket socket;
  private final int labelLength;
  private final String type;

  CriApi(UnixSocket socket, int labelLength) {
    this.socket = socket;
    this.labelLength = labelLength;
    type = socket.path().toString().contains("crio") ? Engine.CRIO.type() : Engine.CONTAINERD.type();
  }

  @Override
  public boolean accepts(ContainerId id, String known) {
    boolean form = id.engine() == Engine.CRI || id.engine() == Engine.CRIO;
    return form && (known.isEmpty() || known.equals(type));
  }

  @Override
  public boolean hasEvents() {
    return type.equals(Engine.CONTAINERD.type()); // by its own API; CRI-O has only GetContainerEvents
  }

  @Override
  public boolean find(Container container) throws IOException {
    String id = container.id().value();
    Facts facts = new Facts(labelLength).id(id).set(Part.TYPE, type);
    Protobuf answer = call("ContainerStatus", id);
    Protobuf status = answer.message(1);
    boolean sandboxOnly = status.text(1).isEmpty();
    Json info = info(answer);
    String sandbox = sandboxOnly ? id : first(info.at("sandboxID").text(), container.text(Part.FULL_SANDBOX_ID));
    Protobuf pod = sandbox.isEmpty() ? answer : call("PodSandboxStatus", sandbox);
    Map<String, String> labels = new HashMap<>(status.texts(12));
    if (!sandbox.isEmpty()) {
      addPod(pod, sandbox, labels, facts);
    }
    if (!sandboxOnly) {
      addStatus(status, info, facts);
      facts.labels(labels);
    }
    container.add(facts);
    return !sandboxOnly || !pod.message(1).text(1).isEmpty();
  }

  private Protobuf call(String method, String id) throws IOException {
    return Protobuf.parse(socket.call(SERVICE + method, Map.of(), Protobuf.request(id, true), LIMIT_MILLIS));
  }

  private static Json info(Protobuf answer) throws IOException {
    String info = answer.texts(2).getOrDefault("info", "");
    return info.isEmpty() ? Json.NONE : Json.parse(info);
  }

  private static void addStatus(Protobuf status, Json info, Facts facts) throws IOException {
    facts.setKnown(Part.NAME, status.message(2).text(1));
    String image = first(status.message(8).text(18), status.message(8).text(1));
    if (!image.isEmpty() && !image.startsWith("sha256:")) {
      facts.image(ImageName.of(image));
    }
    String reference = status.text(9); // a digest with its repository if the image was pulled, else the id
    facts.set(Part.DIGEST, reference.contains("@") ? reference.substring(reference.indexOf('@') + 1) : "");
    facts.setKnown(Part.IMAGE_ID, imageId(status.text(17), info.at("config", "image", "image").text(), reference));
    facts.mounts(mounts(status.messages(14)));
    Json privileged = info.at("config", "linux", "security_context", "privileged");
    facts.set(Part.PRIVILEGED, privileged.isPresent() ? privileged.isTrue() : info.at("privileged").isTrue());
  }

  // A kubelet requests images by their ids, others by their names.
  private static String imageId(String... candidates) {
    for (String id : candidates) {
      if (id.startsWith("sha256:")) {
        return DockerApi.digits(id);
      }
    }
    return "";
  }

  private static Mounts mounts(List<Protobuf> given) {
    List<Mount> mounts = new ArrayList<>();
    for (Protobuf mount : given) {
      String propagation =
          switch ((int) mount.number(5)) {
            case 0 -> "private";
            case 1 -> "rslave";
            case 2 -> "rshared";
            default -> "unknown";
          };
      mounts.add(new Mount(mount.text(2), mount.text(1), "", mount.number(3) == 0, propagation));
    }
    return Mounts.of(mounts);
  }

  private void addPod(Protobuf answer, String sandbox, Map<String, String> labels, Facts facts) throws IOException {
    Protobuf pod = answer.message(1);
    if (pod.text(1).isEmpty()) {
      return;
    }
    facts.sandbox(sandbox);
    Protobuf metadata = pod.message(2);
    labels.put("io.kubernetes.sandbox.id", sandbox);
    labels.put("io.kubernetes.pod.name", metadata.text(1));
    labels.put("io.kubernetes.pod.uid", metadata.text(2));
    labels.put("io.kubernetes.pod.namespace", metadata.text(3));
    facts.podLabels(pod.texts(7));
    facts.set(Part.IP, pod.message(5).text(1));
    Protobuf namespaces = pod.message(6).message(1).message(2);
    facts.set(Part.HOST_NETWORK, namespaces.number(1) == 2);
    facts.set(Part.HOST_PID, namespaces.number(2) == 2);
    facts.set(Part.HOST_IPC, namespaces.number(3) == 2);
    String cni = info(answer).at("cniResult").isPresent() ? info(answer).at("cniResult").toString() : "";
    facts.set(Part.CNI_JSON, cni.substring(0, Math.min(LONGEST_CNI, cni.length())));
  }

  private static String first(String one, String other) {
    return one.isEmpty() ? other : one;
  }
}
