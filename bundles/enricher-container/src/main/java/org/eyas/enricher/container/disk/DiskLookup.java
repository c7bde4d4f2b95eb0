package org.eyas.enricher.container.disk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eyas.api.failure.Reason;
import org.eyas.enricher.container.id.ContainerEngine;
import org.eyas.enricher.container.id.ContainerId;
import org.eyas.enricher.container.id.RuntimeProcess;
import org.eyas.enricher.container.info.ContainerFacts;
import org.eyas.enricher.container.info.ContainerPart;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds containers in the files of their runtimes. That takes a fraction of a millisecond and needs no daemon, because
 * the files exist before the container's first program runs. The files of a user describe only the containers of that
 * user. Any thread may call it.
 */
public final class DiskLookup {
  private static final Logger LOG = LoggerFactory.getLogger(DiskLookup.class);

  private static final long REPORT_PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final HostRoot host;
  private final RuntimeDirectories roots;
  private final int labelLength;
  private final RuntimeFileLocations places;
  private final Runnable onFailure;
  private final AtomicLong nextReportNanos = new AtomicLong(System.nanoTime());

  /** @param onFailure called whenever files cannot be read or are not trusted */
  public DiskLookup(HostRoot host, RuntimeDirectories roots, int labelLength, Runnable onFailure) {
    this.host = host;
    this.roots = roots;
    this.labelLength = labelLength;
    this.onFailure = onFailure;
    places = new RuntimeFileLocations(host, roots, labelLength);
  }

  /**
   * The facts about a container; empty if no files describe it.
   *
   * @param above the process of the owner's runtime that is an ancestor of a process of the container
   */
  public Optional<ContainerFacts> find(ContainerId id, Optional<RuntimeProcess> above) {
    List<RuntimeFiles> all = new ArrayList<>(id.isRoots() ? places.of(id) : List.of());
    above.ifPresent(process -> all.add(new ShimNamedFiles(host, process, labelLength)));
    for (RuntimeFiles place : all) {
      try {
        Optional<ContainerFacts> found = place.find(id.value());
        if (found.isPresent()) {
          addNetwork(found.get());
          return found;
        }
      } catch (IOException e) {
        failed("the files of container " + id.reported() + " are not used: " + Reason.of(e));
      }
    }
    return Optional.empty();
  }

  /** Loads the classes that the first look-up needs. */
  public void warmUp() {
    find(new ContainerId("0".repeat(64), ContainerEngine.ANY), Optional.empty());
    try {
      DiskLookupWarmUp.run();
    } catch (IOException e) {
      LOG.debug("the code of the container look-up could not be loaded in advance", e);
    }
  }

  private void addNetwork(ContainerFacts facts) {
    String sandbox = facts.text(ContainerPart.FULL_SANDBOX_ID);
    if (sandbox.isEmpty()) {
      return;
    }
    if (facts.text(ContainerPart.HOST_NETWORK).equals("true")) {
      facts.set(ContainerPart.IP, "").set(ContainerPart.CNI_JSON, "");
    }
    for (String directory : roots.cni()) {
      try {
        new CniResults(TrustedFiles.ofRoot(host.resolve(directory))).addTo(sandbox, facts);
      } catch (IOException e) {
        failed("the network of sandbox " + sandbox + " is not known: " + Reason.of(e));
      }
    }
  }

  private void failed(String message) {
    onFailure.run();
    long now = System.nanoTime();
    long next = nextReportNanos.get();
    // The same reason has another path for each container.
    if (now - next >= 0 && nextReportNanos.compareAndSet(next, now + REPORT_PAUSE_NANOS)) {
      LOG.warn("{}; further ones are only counted for a minute", message);
    }
  }
}
