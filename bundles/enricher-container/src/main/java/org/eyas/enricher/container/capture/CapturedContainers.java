package org.eyas.enricher.container.capture;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eyas.api.data.Bytes;
import org.eyas.api.failure.Reason;
import org.eyas.enricher.container.id.ContainerId;
import org.eyas.enricher.container.id.Engine;
import org.eyas.enricher.container.info.ContainerInfo;
import org.eyas.enricher.container.info.DescribedMounts;
import org.eyas.enricher.container.info.Facts;
import org.eyas.enricher.container.info.Mounts;
import org.eyas.enricher.container.info.Part;
import org.eyas.enricher.container.info.Probe;
import org.eyas.enricher.container.info.TypeNumbers;
import org.eyas.enricher.container.json.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the JSON that describes a container in a capture. Falco's plugin writes it; earlier, Falco and sysdig wrote it.
 * Older texts have fewer members and no surrounding object.
 */
public final class CapturedContainers {
  private static final Logger LOG = LoggerFactory.getLogger(CapturedContainers.class);

  private final int labelLength;

  public CapturedContainers(int labelLength) {
    this.labelLength = labelLength;
  }

  /** A container of the machine on which the capture was written. */
  public record Captured(ContainerId id, Facts facts) {}

  /** The container that a text describes; empty if it describes none. */
  public Optional<Captured> read(Bytes text) {
    try {
      Json json = Json.parse(text.toString());
      Json container = json.at("container").isPresent() ? json.at("container") : json;
      String id = container.at("id").text();
      return id.isEmpty() || id.equals("host")
          ? Optional.empty()
          : Optional.of(new Captured(new ContainerId(id, Engine.ANY), facts(container)));
    } catch (IOException e) {
      LOG.debug("a container of the capture is not described: {}", Reason.of(e));
      return Optional.empty();
    }
  }

  private Facts facts(Json container) {
    Facts facts = new Facts(labelLength).owner(owner(container));
    facts.set(Part.TYPE, TypeNumbers.name(container.at("type").text()));
    facts.setKnown(Part.FULL_ID, container.at("full_id").text());
    facts.set(Part.NAME, container.at("name").text());
    facts.set(Part.IMAGE, container.at("image").text());
    facts.set(Part.IMAGE_ID, container.at("imageid").text());
    facts.set(Part.REPOSITORY, container.at("imagerepo").text());
    facts.set(Part.TAG, container.at("imagetag").text());
    facts.set(Part.DIGEST, container.at("imagedigest").text());
    facts.set(Part.IP, container.at("ip").text());
    facts.set(Part.CNI_JSON, container.at("cni_json").text());
    facts.set(Part.PRIVILEGED, container.at("privileged").isTrue());
    facts.set(Part.HOST_PID, container.at("host_pid").isTrue());
    facts.set(Part.HOST_NETWORK, container.at("host_network").isTrue());
    facts.set(Part.HOST_IPC, container.at("host_ipc").isTrue());
    facts.sandbox(container.at("pod_sandbox_id").text());
    facts.labels(container.at("labels").textMembers());
    facts.podLabels(container.at("pod_sandbox_labels").textMembers());
    facts.mounts(DescribedMounts.of(container.at("Mounts").elements()));
    addProbe("Healthcheck", Probe.Kind.HEALTHCHECK, container, facts);
    addProbe("LivenessProbe", Probe.Kind.LIVENESS, container, facts);
    addProbe("ReadinessProbe", Probe.Kind.READINESS, container, facts);
    return facts;
  }

  // Falco knows no owners: its containers count as root's.
  private static long owner(Json container) {
    String text = container.at(ContainerInfo.OWNER).text();
    return text.matches("[0-9]{1,10}|-1") ? Long.parseLong(text) : ContainerId.ROOT;
  }

  private static void addProbe(String name, Probe.Kind kind, Json container, Facts facts) {
    Json probe = container.at(name);
    if (probe.isPresent()) {
      List<String> command = new ArrayList<>(List.of(probe.at("exe").text()));
      command.addAll(probe.at("args").texts());
      facts.probe(kind, command);
    }
  }
}
