package org.eyas.enricher.container.socket;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.eyas.enricher.container.id.ContainerId;
import org.eyas.enricher.container.id.Engine;
import org.eyas.enricher.container.info.Facts;
import org.eyas.enricher.container.info.Part;
import org.eyas.enricher.container.json.Json;
import org.eyas.enricher.container.lookup.Container;

/**
 * The API by which Kubernetes talks to containerd and CRI-O ({@code runtime.v1}). It answers before a container's first
 * program runs, but it knows a sandbox only when the sandbox runs. GetContainerEvents is never called, because
 * containerd passes each event to one subscriber only, and the kubelet would miss the event. The numbers are the
 * numbers of the fields in the protocol.
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
    String sandbox = sandboxOnly ? id : CriStatus.first(info.at("sandboxID").text(), container.text(Part.FULL_SANDBOX_ID));
    Protobuf pod = sandbox.isEmpty() ? answer : call("PodSandboxStatus", sandbox);
    Map<String, String> labels = new HashMap<>(status.texts(12));
    if (!sandbox.isEmpty()) {
      addPod(pod, sandbox, labels, facts);
    }
    if (!sandboxOnly) {
      CriStatus.add(status, info, facts);
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
}
