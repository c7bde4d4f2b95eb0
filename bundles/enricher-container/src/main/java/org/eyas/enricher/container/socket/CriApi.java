package org.eyas.enricher.container.socket;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.eyas.enricher.container.id.ContainerEngine;
import org.eyas.enricher.container.id.ContainerId;
import org.eyas.enricher.container.info.ContainerFacts;
import org.eyas.enricher.container.info.ContainerPart;
import org.eyas.enricher.container.json.LenientJson;
import org.eyas.enricher.container.lookup.CachedContainer;

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
    type = socket.path().toString().contains("crio") ? ContainerEngine.CRIO.type() : ContainerEngine.CONTAINERD.type();
  }

  @Override
  public boolean accepts(ContainerId id, String known) {
    boolean form = id.engine() == ContainerEngine.CRI || id.engine() == ContainerEngine.CRIO;
    return form && (known.isEmpty() || known.equals(type));
  }

  @Override
  public boolean hasEvents() {
    return type.equals(ContainerEngine.CONTAINERD.type()); // by its own API; CRI-O has only GetContainerEvents
  }

  @Override
  public boolean find(CachedContainer container) throws IOException {
    String id = container.id().value();
    ContainerFacts facts = new ContainerFacts(labelLength).id(id).set(ContainerPart.TYPE, type);
    ProtobufMessage answer = call("ContainerStatus", id);
    ProtobufMessage status = answer.message(1);
    boolean sandboxOnly = status.text(1).isEmpty();
    LenientJson info = info(answer);
    String sandbox =
        sandboxOnly ? id : CriStatus.first(info.at("sandboxID").text(), container.text(ContainerPart.FULL_SANDBOX_ID));
    ProtobufMessage pod = sandbox.isEmpty() ? answer : call("PodSandboxStatus", sandbox);
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

  private ProtobufMessage call(String method, String id) throws IOException {
    return ProtobufMessage.parse(socket.call(SERVICE + method, Map.of(), ProtobufMessage.request(id, true), LIMIT_MILLIS));
  }

  private static LenientJson info(ProtobufMessage answer) throws IOException {
    String info = answer.texts(2).getOrDefault("info", "");
    return info.isEmpty() ? LenientJson.NONE : LenientJson.parse(info);
  }

  private void addPod(ProtobufMessage answer, String sandbox, Map<String, String> labels, ContainerFacts facts)
      throws IOException {
    ProtobufMessage pod = answer.message(1);
    if (pod.text(1).isEmpty()) {
      return;
    }
    facts.sandbox(sandbox);
    ProtobufMessage metadata = pod.message(2);
    labels.put("io.kubernetes.sandbox.id", sandbox);
    labels.put("io.kubernetes.pod.name", metadata.text(1));
    labels.put("io.kubernetes.pod.uid", metadata.text(2));
    labels.put("io.kubernetes.pod.namespace", metadata.text(3));
    facts.podLabels(pod.texts(7));
    facts.set(ContainerPart.IP, pod.message(5).text(1));
    ProtobufMessage namespaces = pod.message(6).message(1).message(2);
    facts.set(ContainerPart.HOST_NETWORK, namespaces.number(1) == 2);
    facts.set(ContainerPart.HOST_PID, namespaces.number(2) == 2);
    facts.set(ContainerPart.HOST_IPC, namespaces.number(3) == 2);
    String cni = info(answer).at("cniResult").isPresent() ? info(answer).at("cniResult").toString() : "";
    facts.set(ContainerPart.CNI_JSON, cni.substring(0, Math.min(LONGEST_CNI, cni.length())));
  }
}
