package org.eyas.enricher.container.capture;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eyas.api.data.Bytes;
import org.eyas.api.failure.Reason;
import org.eyas.enricher.container.id.ContainerEngine;
import org.eyas.enricher.container.id.ContainerId;
import org.eyas.enricher.container.info.ContainerFacts;
import org.eyas.enricher.container.info.ContainerMounts;
import org.eyas.enricher.container.info.ContainerPart;
import org.eyas.enricher.container.info.ContainerProbe;
import org.eyas.enricher.container.info.ContainerSnapshot;
import org.eyas.enricher.container.info.ContainerTypeNumbers;
import org.eyas.enricher.container.info.DescribedMountReader;
import org.eyas.enricher.container.json.LenientJson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the JSON that describes a container in a capture. Falco's plugin writes it; earlier, Falco and sysdig wrote it.
 * Older texts have fewer members and no surrounding object.
 */
public final class CapturedContainerReader {
  private static final Logger LOG = LoggerFactory.getLogger(CapturedContainerReader.class);

  private static final String HOST = "host";

  private final int labelLength;

  public CapturedContainerReader(int labelLength) {
    this.labelLength = labelLength;
  }

  /** A container of the machine on which the capture was written. */
  public record Captured(ContainerId id, ContainerFacts facts) {}

  /** The container that a text describes; empty if it describes none. */
  public Optional<Captured> read(Bytes text) {
    return parse(text)
        .filter(container -> !id(container).isEmpty() && !id(container).equals(HOST))
        .map(container -> new Captured(new ContainerId(id(container), ContainerEngine.ANY), facts(container)));
  }

  /** The container that an event describes, with nothing but the facts of the event; empty if it describes none. */
  public Optional<ContainerSnapshot> ofEvent(Bytes text) {
    return parse(text)
        .filter(container -> !id(container).isEmpty())
        .map(container -> id(container).equals(HOST) ? ContainerSnapshot.HOST : snapshot(container));
  }

  private ContainerSnapshot snapshot(LenientJson container) {
    return facts(container)
        .set(ContainerPart.ID, id(container))
        .set(ContainerPart.FULL_ID, container.at("full_id").text())
        .settled();
  }

  private static String id(LenientJson container) {
    return container.at("id").text();
  }

  private static Optional<LenientJson> parse(Bytes text) {
    try {
      LenientJson json = LenientJson.parse(text.toString());
      return Optional.of(json.at("container").isPresent() ? json.at("container") : json);
    } catch (IOException e) {
      LOG.debug("a container of the capture is not described: {}", Reason.of(e));
      return Optional.empty();
    }
  }

  private ContainerFacts facts(LenientJson container) {
    ContainerFacts facts = new ContainerFacts(labelLength).owner(owner(container)).user(container.at("User").text());
    facts.set(ContainerPart.TYPE, ContainerTypeNumbers.name(container.at("type").text()));
    facts.setKnown(ContainerPart.FULL_ID, container.at("full_id").text());
    facts.set(ContainerPart.NAME, container.at("name").text());
    facts.set(ContainerPart.IMAGE, container.at("image").text());
    facts.set(ContainerPart.IMAGE_ID, container.at("imageid").text());
    facts.set(ContainerPart.REPOSITORY, container.at("imagerepo").text());
    facts.set(ContainerPart.TAG, container.at("imagetag").text());
    facts.set(ContainerPart.DIGEST, container.at("imagedigest").text());
    facts.set(ContainerPart.IP, container.at("ip").text());
    facts.set(ContainerPart.CNI_JSON, container.at("cni_json").text());
    facts.set(ContainerPart.PRIVILEGED, container.at("privileged").isTrue());
    facts.set(ContainerPart.HOST_PID, container.at("host_pid").isTrue());
    facts.set(ContainerPart.HOST_NETWORK, container.at("host_network").isTrue());
    facts.set(ContainerPart.HOST_IPC, container.at("host_ipc").isTrue());
    facts.sandbox(container.at("pod_sandbox_id").text());
    facts.labels(container.at("labels").textMembers());
    facts.podLabels(container.at("pod_sandbox_labels").textMembers());
    facts.mounts(DescribedMountReader.of(container.at("Mounts").elements()));
    addProbe("Healthcheck", ContainerProbe.Kind.HEALTHCHECK, container, facts);
    addProbe("LivenessProbe", ContainerProbe.Kind.LIVENESS, container, facts);
    addProbe("ReadinessProbe", ContainerProbe.Kind.READINESS, container, facts);
    return facts;
  }

  // Falco knows no owners: its containers count as root's.
  private static long owner(LenientJson container) {
    String text = container.at(ContainerSnapshot.OWNER).text();
    return text.matches("[0-9]{1,10}|-1") ? Long.parseLong(text) : ContainerId.ROOT;
  }

  private static void addProbe(String name, ContainerProbe.Kind kind, LenientJson container, ContainerFacts facts) {
    LenientJson probe = container.at(name);
    if (probe.isPresent()) {
      List<String> command = new ArrayList<>(List.of(probe.at("exe").text()));
      command.addAll(probe.at("args").texts());
      facts.probe(kind, command);
    }
  }
}
