package org.eyas.enricher.container.disk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.eyas.enricher.container.id.RuntimeProcess;
import org.eyas.enricher.container.info.ContainerFacts;
import org.eyas.enricher.container.json.LenientJson;

/**
 * The files in the directory that the shim or conmon above a process names. So containers are found without
 * configuration if their runtime has its own directories, or if podman runs without root. The files must belong to the
 * user that runs the shim or conmon.
 */
final class ShimNamedFiles implements RuntimeFiles {
  private final HostRoot host;
  private final RuntimeProcess process;
  private final int labelLength;

  ShimNamedFiles(HostRoot host, RuntimeProcess process, int labelLength) {
    this.host = host;
    this.process = process;
    this.labelLength = labelLength;
  }

  @Override
  public Optional<ContainerFacts> find(String id) throws IOException {
    Path bundle = host.resolve(process.bundle());
    return process.kind() == RuntimeProcess.Kind.CONMON ? ofStorage(bundle, id) : ofShim(bundle, id);
  }

  // The bundle is STORAGE/overlay-containers/ID/userdata.
  private Optional<ContainerFacts> ofStorage(Path bundle, String id) throws IOException {
    Path storage = bundle.resolve("../../..").normalize();
    boolean usual = process.id().equals(id) && bundle.equals(storage.resolve("overlay-containers/" + id + "/userdata"));
    return usual ? new PodmanFiles(files(storage), labelLength).find(id) : Optional.empty();
  }

  // A shim without root belongs to a user who can write any bundle.
  private Optional<ContainerFacts> ofShim(Path bundle, String id) throws IOException {
    Path namespace = bundle.getParent();
    if (process.uid() != 0 || namespace == null) {
      return Optional.empty();
    }
    Optional<LenientJson> spec = files(namespace).json(id + "/config.json");
    if (spec.isEmpty()) {
      return Optional.empty();
    }
    String dockers = dataRoot(spec.get(), id);
    ContainerFacts facts = new ContainerFacts(labelLength);
    if (!dockers.isEmpty()) {
      new DockerFiles(files(host.resolve(dockers)), labelLength).find(id).ifPresent(facts::addAll);
    }
    return ContainerdFiles.find(files(namespace), "", id, facts);
  }

  // Docker mounts DATA-ROOT/containers/ID/hostname and others into each container.
  private static String dataRoot(LenientJson spec, String id) {
    String folder = "/containers/" + id + "/";
    for (LenientJson mount : spec.at("mounts").elements()) {
      String source = mount.at("source").text();
      if (source.contains(folder)) {
        return source.substring(0, source.indexOf(folder));
      }
    }
    return "";
  }

  private TrustedFiles files(Path root) {
    return new TrustedFiles(root, process.uid());
  }
}
