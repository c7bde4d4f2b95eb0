package org.eyas.enricher.container;

import java.util.List;
import java.util.Optional;
import org.eyas.api.control.OwnHealth;
import org.eyas.api.data.Bytes;
import org.eyas.api.launch.LauncherProperties;
import org.eyas.api.metric.Metric;
import org.eyas.api.metric.MetricSource;
import org.eyas.api.process.AsyncEventSink;
import org.eyas.api.process.Attachments;
import org.eyas.api.process.ContainerDescription;
import org.eyas.api.process.Enricher;
import org.eyas.api.process.ProcessInfo;
import org.eyas.api.source.ContainerEvents;
import org.eyas.api.source.UserEntry;
import org.eyas.enricher.container.capture.CapturedContainerReader;
import org.eyas.enricher.container.disk.DiskLookup;
import org.eyas.enricher.container.disk.HostRoot;
import org.eyas.enricher.container.disk.RuntimeDirectories;
import org.eyas.enricher.container.id.ContainerCgroupPath;
import org.eyas.enricher.container.info.ContainerSnapshot;
import org.eyas.enricher.container.lookup.ContainerAttacher;
import org.eyas.enricher.container.lookup.ContainerLookupCounts;
import org.eyas.enricher.container.lookup.ContainerLookupReports;
import org.eyas.enricher.container.reading.LookupHealth;
import org.eyas.enricher.container.socket.RuntimeSockets;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Finds the container of each process by the names of the process's cgroups. It looks up the facts of the container's
 * runtime: first in the files of the runtime, then over the runtime's socket. The call never waits; see docs/adr/0040.
 */
@Component(configurationPid = "org.eyas.plugin.container", configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = ContainerEnricher.Config.class)
public final class ContainerEnricher implements Enricher, MetricSource, ContainerEvents {
  private final ContainerLookupCounts counts = new ContainerLookupCounts();
  private final LookupHealth health;
  private final ContainerMetrics metrics;
  private final ContainerAttacher containers;
  private final @Nullable ContainerSnapshot only;
  private final CapturedContainerReader captured;

  /** The settings of {@code init_config} of the plugin, and the directories in which the runtimes have their files. */
  @ObjectClassDefinition(name = "Eyas containers")
  @interface Config {
    @AttributeDefinition(description = "init_config of the plugin container, as JSON; empty for the defaults")
    String init_config() default "";

    @AttributeDefinition(
        description = "whether the events are of this machine; if they are of a capture, nothing of this machine is read")
    boolean live() default false;

    String[] docker_roots() default {RuntimeDirectories.DOCKER};

    String[] podman_roots() default {RuntimeDirectories.CONTAINERS_STORAGE};

    String[] containerd_roots() default {RuntimeDirectories.CONTAINERD, RuntimeDirectories.K3S, RuntimeDirectories.BOTTLEROCKET};
  }

  @Activate
  public ContainerEnricher(Config config, BundleContext context) {
    this(ContainerSettings.of(config.init_config()), config, HostRoot.of(System.getenv()),
        Optional.ofNullable(context.getProperty(LauncherProperties.CAREFUL)).orElse(""));
  }

  /** Finds the containers of a capture, with the default settings. */
  public ContainerEnricher() {
    this(ContainerSettings.of(""), Optional.empty(), "");
  }

  ContainerEnricher(ContainerSettings settings, Config config, HostRoot host, String unreadReason) {
    this(settings, config.live() ? Optional.of(new DiskSettings(host, ContainerSettings.roots(config))) : Optional.empty(),
        unreadReason);
  }

  private record DiskSettings(HostRoot host, RuntimeDirectories roots) {}

  /**
   * @param machine the directories in which the runtimes of this machine have their files; empty for a capture
   * @param unreadReason why files of users are not read; empty if they are
   */
  private ContainerEnricher(ContainerSettings settings, Optional<DiskSettings> machine, String unreadReason) {
    health = new LookupHealth(machine.isPresent() ? unreadReason : "");
    int labelLength = settings.labelLength();
    only = settings.only().orElse(null);
    containers =
        machine
            .map(found -> live(settings, found.host(), found.roots()))
            .orElseGet(() -> new ContainerAttacher(settings::isEnabled, labelLength));
    captured = new CapturedContainerReader(labelLength);
    metrics = new ContainerMetrics(containers, counts);
    if (only != null && machine.isPresent()) {
      containers.announcements().known(only);
    }
    ContainerCgroupPath.find("", "/default/warm"); // loads what the first call needs: that one is made while events wait
  }

  private ContainerAttacher live(ContainerSettings settings, HostRoot host, RuntimeDirectories roots) {
    int labelLength = settings.labelLength();
    RuntimeSockets sockets = settings.sockets();
    return new ContainerAttacher(
        new DiskLookup(host, roots, labelLength, () -> counts.failed("files")),
        listener -> sockets.open(host, labelLength, listener, counts),
        host,
        settings::isEnabled,
        new ContainerLookupReports(counts, health),
        labelLength);
  }

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void bindOwnHealth(OwnHealth there) {
    health.reportTo(there);
  }

  void unbindOwnHealth(OwnHealth leaver) {
    health.stopReportingTo(leaver);
  }

  @Override
  public void onProcess(ProcessInfo process, Attachments out) {
    if (only == null) {
      containers.attach(process, out);
    } else {
      out.put(ContainerDescription.KEY, only);
    }
  }

  @Override
  public void reportEvents(AsyncEventSink into) {
    containers.announcements().reportTo(into);
  }

  @Override
  public void onContainer(Bytes json) {
    captured.read(json).ifPresent(found -> containers.described(found.id(), found.facts()));
  }

  @Override
  public void onContainerRemoved(Bytes json) {
    captured.read(json).ifPresent(found -> containers.ended(found.id()));
  }

  @Override
  public void onAccount(Bytes container, UserEntry account) {
    containers.accountAdded(container.toString(), account);
  }

  @Override
  public void onAccountRemoved(Bytes container, UserEntry.Kind kind, long id) {
    containers.accountRemoved(container.toString(), kind, id);
  }

  @Override
  public List<Metric> metrics() {
    return metrics.all();
  }

  @Deactivate
  void close() {
    containers.close();
  }
}
