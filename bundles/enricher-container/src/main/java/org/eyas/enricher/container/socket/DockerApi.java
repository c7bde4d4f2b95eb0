package org.eyas.enricher.container.socket;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.eyas.enricher.container.id.ContainerEngine;
import org.eyas.enricher.container.id.ContainerId;
import org.eyas.enricher.container.info.ContainerFacts;
import org.eyas.enricher.container.info.ContainerPart;
import org.eyas.enricher.container.json.LenientJson;
import org.eyas.enricher.container.lookup.CachedContainer;

/**
 * Docker's API, which podman offers too. Docker answers a list at any time, but an inspection only after the container
 * has started. Podman answers both only after the start.
 */
final class DockerApi implements RuntimeApi {
  private static final long LIST_MILLIS = 500;
  private static final long INSPECT_MILLIS = 1_500;

  private static final int ID_LENGTH = 64;

  private final UnixSocket socket;
  private final ContainerEngine engine;
  private final String type;
  private final int labelLength;

  /** @param engine docker or podman */
  DockerApi(UnixSocket socket, ContainerEngine engine, int labelLength) {
    this.socket = socket;
    this.engine = engine;
    type = engine.type();
    this.labelLength = labelLength;
  }

  @Override
  public boolean accepts(ContainerId id, String known) {
    boolean form = id.value().length() == ID_LENGTH && Set.of(engine, ContainerEngine.ANY).contains(id.engine());
    return form && (known.isEmpty() || known.equals(type));
  }

  @Override
  public boolean find(CachedContainer container) throws IOException {
    String id = container.id().value();
    if (!container.has(ContainerPart.NAME) && engine == ContainerEngine.DOCKER) {
      Optional<ContainerFacts> listed = list(id);
      if (listed.isEmpty()) {
        return false;
      }
      container.add(listed.get());
    }
    Optional<ContainerFacts> inspected = inspect(id);
    inspected.ifPresent(container::add);
    return inspected.isPresent();
  }

  /** The request for the stream of events about containers. */
  static String events() {
    return "/events?filters=" + encoded("{\"type\":[\"container\"]}");
  }

  /** Finds a container in the list; empty if the runtime does not have it. */
  private Optional<ContainerFacts> list(String id) throws IOException {
    String filter = encoded("{\"id\":[\"" + id + "\"]}");
    LenientJson list = LenientJson.parse(socket.get("/containers/json?all=1&filters=" + filter, LIST_MILLIS));
    for (LenientJson container : list.elements()) {
      if (container.at("Id").text().equals(id)) {
        return Optional.of(listed(id, container));
      }
    }
    return Optional.empty();
  }

  private ContainerFacts listed(String id, LenientJson container) {
    ContainerFacts facts = new ContainerFacts(labelLength).id(id).set(ContainerPart.TYPE, type);
    container.at("Names").texts().stream().findFirst().ifPresent(name -> facts.set(ContainerPart.NAME, DockerNames.plain(name)));
    facts.setKnown(ContainerPart.IMAGE_ID, DockerNames.digits(container.at("ImageID").text()));
    DockerNames.addImage(container.at("Image").text(), facts);
    return facts.labels(container.at("Labels").textMembers());
  }

  /** Inspects a container; empty if the runtime does not have it. Waits until it has started, for a bounded time. */
  private Optional<ContainerFacts> inspect(String id) throws IOException {
    try {
      return Optional.of(new DockerInspection(type, labelLength).facts(id, get("/containers/" + id + "/json"), this::digests));
    } catch (ContainerNotFoundException e) {
      return Optional.empty();
    }
  }

  private LenientJson digests(String image) throws IOException {
    try {
      return get("/images/" + encoded(image) + "/json").at("RepoDigests");
    } catch (ContainerNotFoundException e) {
      return LenientJson.NONE;
    }
  }

  private LenientJson get(String request) throws IOException {
    return LenientJson.parse(socket.get(request, INSPECT_MILLIS));
  }

  /** The facts in an event that a container was created. */
  ContainerFacts created(String id, LenientJson attributes) {
    ContainerFacts facts = new ContainerFacts(labelLength).id(id).set(ContainerPart.TYPE, type).setKnown(ContainerPart.NAME,
        attributes.at("name").text());
    DockerNames.addImage(attributes.at("image").text(), facts);
    return facts;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
