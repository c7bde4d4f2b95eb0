package org.eyas.enricher.container.socket;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.eyas.enricher.container.id.ContainerId;
import org.eyas.enricher.container.id.Engine;
import org.eyas.enricher.container.info.Facts;
import org.eyas.enricher.container.info.Part;
import org.eyas.enricher.container.json.Json;
import org.eyas.enricher.container.lookup.Container;

/**
 * Docker's API, which podman offers too. Docker answers a list at any time, but an inspection only after the container
 * has started. Podman answers both only after the start.
 */
final class DockerApi implements RuntimeApi {
  private static final long LIST_MILLIS = 500;
  private static final long INSPECT_MILLIS = 1_500;

  private static final int ID_LENGTH = 64;

  private final UnixSocket socket;
  private final Engine engine;
  private final String type;
  private final int labelLength;

  /** @param engine docker or podman */
  DockerApi(UnixSocket socket, Engine engine, int labelLength) {
    this.socket = socket;
    this.engine = engine;
    type = engine.type();
    this.labelLength = labelLength;
  }

  @Override
  public boolean accepts(ContainerId id, String known) {
    boolean form = id.value().length() == ID_LENGTH && Set.of(engine, Engine.ANY).contains(id.engine());
    return form && (known.isEmpty() || known.equals(type));
  }

  @Override
  public boolean find(Container container) throws IOException {
    String id = container.id().value();
    if (!container.has(Part.NAME) && engine == Engine.DOCKER) {
      Optional<Facts> listed = list(id);
      if (listed.isEmpty()) {
        return false;
      }
      container.add(listed.get());
    }
    Optional<Facts> inspected = inspect(id);
    inspected.ifPresent(container::add);
    return inspected.isPresent();
  }

  /** The request for the stream of events about containers. */
  static String events() {
    return "/events?filters=" + encoded("{\"type\":[\"container\"]}");
  }

  /** Finds a container in the list; empty if the runtime does not have it. */
  private Optional<Facts> list(String id) throws IOException {
    String filter = encoded("{\"id\":[\"" + id + "\"]}");
    Json list = Json.parse(socket.get("/containers/json?all=1&filters=" + filter, LIST_MILLIS));
    for (Json container : list.elements()) {
      if (container.at("Id").text().equals(id)) {
        return Optional.of(listed(id, container));
      }
    }
    return Optional.empty();
  }

  private Facts listed(String id, Json container) {
    Facts facts = new Facts(labelLength).id(id).set(Part.TYPE, type);
    container.at("Names").texts().stream().findFirst().ifPresent(name -> facts.set(Part.NAME, DockerText.plain(name)));
    facts.setKnown(Part.IMAGE_ID, DockerText.digits(container.at("ImageID").text()));
    DockerText.addImage(container.at("Image").text(), facts);
    return facts.labels(container.at("Labels").textMembers());
  }

  /** Inspects a container; empty if the runtime does not have it. Waits until it has started, for a bounded time. */
  private Optional<Facts> inspect(String id) throws IOException {
    try {
      return Optional.of(new Inspection(type, labelLength).facts(id, get("/containers/" + id + "/json"), this::digests));
    } catch (NotFoundException e) {
      return Optional.empty();
    }
  }

  private Json digests(String image) throws IOException {
    try {
      return get("/images/" + encoded(image) + "/json").at("RepoDigests");
    } catch (NotFoundException e) {
      return Json.NONE;
    }
  }

  private Json get(String request) throws IOException {
    return Json.parse(socket.get(request, INSPECT_MILLIS));
  }

  /** The facts in an event that a container was created. */
  Facts created(String id, Json attributes) {
    Facts facts = new Facts(labelLength).id(id).set(Part.TYPE, type).setKnown(Part.NAME, attributes.at("name").text());
    DockerText.addImage(attributes.at("image").text(), facts);
    return facts;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
