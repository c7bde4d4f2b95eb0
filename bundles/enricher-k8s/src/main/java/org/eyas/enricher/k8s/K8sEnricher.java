package org.eyas.enricher.k8s;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eyas.api.control.OwnHealth;
import org.eyas.api.metric.Metric;
import org.eyas.api.metric.MetricSource;
import org.eyas.api.process.Attachments;
import org.eyas.api.process.Enricher;
import org.eyas.api.process.PodDirectory;
import org.eyas.api.process.ProcessInfo;
import org.eyas.enricher.k8s.cluster.ClusterState;
import org.eyas.enricher.k8s.cluster.PodReference;
import org.eyas.kube.ApiServer;
import org.eyas.kube.InClusterAccess;
import org.eyas.kube.KubeConfig;
import org.eyas.kube.RetryPacing;
import org.eyas.linux.proc.HostProc;
import org.eyas.linux.runtime.CgroupOwners;
import org.jspecify.annotations.Nullable;
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
 * Finds the pod of each process by the names of the process's cgroups, among the pods of this node that the API server
 * has. The call never waits, because other threads keep the objects up to date. For other bundles, it finds the
 * containers of a pod. See docs/adr/0047.
 */
@Component(configurationPid = K8sEnricher.PID, configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = K8sEnricher.Config.class)
public final class K8sEnricher implements Enricher, PodDirectory, MetricSource {
  static final String PID = "org.eyas.plugin.k8smeta";

  /** The address of the API server, and the settings of {@code init_config} of the plugin. */
  @ObjectClassDefinition(name = "Eyas Kubernetes")
  @interface Config {
    @AttributeDefinition(description = "init_config of the plugin k8smeta, as JSON; empty if there is none")
    String init_config() default "";

    String kubeconfig() default "";

    String node() default "";

    @AttributeDefinition(description = "Connect to the API server: false for a command that only checks or lists something")
    boolean connect() default false;

    @AttributeDefinition(
        description = "Whether the events are of this machine: those of a capture have no cgroups here whose owner could be seen")
    boolean live() default false;

    @AttributeDefinition(description = "Suggest fields for the output of every rule, as the plugin of Falco does")
    boolean suggest() default false;
  }

  private final ApiServerHealth health;
  private final ClusterState cluster;
  private final PodCgroupCache places;
  private final @Nullable ClusterWatches watches;

  @Activate
  public K8sEnricher(Config config) {
    this(config, System.getenv(), RetryPacing.USUAL);
  }

  K8sEnricher(Config config, Map<String, String> environment, RetryPacing pace) {
    K8sSettings settings = K8sSettings.of(config.init_config());
    String node = settings.node(config.node(), environment, NodeName.ofThisMachine());
    health = new ApiServerHealth(node, System::nanoTime);
    cluster = new ClusterState(health, System::nanoTime);
    places = new PodCgroupCache(cluster, config.live() ? ofMachine(environment) : (controller, directory, process) -> 0);
    if (config.connect()) {
      settings.log();
      watches = new ClusterWatches(server(config, environment), node, cluster, pace);
    } else {
      watches = null;
    }
  }

  private static PodCgroupCache.Owners ofMachine(Map<String, String> environment) {
    return new CgroupOwners(HostProc.of(environment).root().resolve("sys/fs/cgroup"))::owner;
  }

  private static ApiServer.Source server(Config config, Map<String, String> environment) {
    String kubeconfig = config.kubeconfig();
    return kubeconfig.isEmpty() ? new InClusterAccess(environment, InClusterAccess.USUAL) : new KubeConfig(Path.of(kubeconfig));
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
    if (watches == null) {
      out.put(PodReference.KEY, PodReference.NONE);
    } else {
      places.find(process).attach(out);
    }
  }

  @Override
  public Optional<String> containerId(String namespace, String pod, String container) {
    return cluster.containerId(namespace, pod, container);
  }

  @Override
  public List<Metric> metrics() {
    return watches == null ? List.of() : watches.metrics();
  }

  @Deactivate
  void close() {
    if (watches != null) {
      watches.close();
    }
  }
}
