package org.eyas.core.setting;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.eyas.engine.dispatch.DispatchOptions;
import org.eyas.engine.dispatch.QueueSettings;
import org.eyas.engine.dispatch.ThrottleSettings;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * The settings of the outputs' queues and throttles, which may change while alerts flow. The configuration contains the
 * number of queues and throttles; the component starts when all of them are present.
 */
@Component(
    service = DispatchSettings.class,
    configurationPid = "org.eyas.dispatch",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = DispatchSettings.Config.class)
public final class DispatchSettings {
  /** The configuration keys of the alert history, the time limit of outputs, and the names of the outputs that have queues. */
  @ObjectClassDefinition(name = "Eyas dispatch")
  @interface Config {
    long output_timeout() default 2000;
    int alert_history_size_kb() default 2048;
    String alert_history_directory() default "/var/lib/eyas/history";
    int alert_history_disk_mb() default 256;

    @AttributeDefinition(description = "names of the outputs with a queue of their own; others that are still there are ignored")
    String[] queues() default {};
  }

  private final List<ConfiguredQueue> queues = new CopyOnWriteArrayList<>();
  private final List<ConfiguredThrottle> throttles = new CopyOnWriteArrayList<>();
  private volatile Config config;
  private volatile Runnable listener = () -> {};

  @Activate
  public DispatchSettings(Config config) {
    this.config = config;
  }

  /** For tests: settings that were not written by a configuration. */
  public static DispatchSettings of(Map<String, Object> properties) {
    return new DispatchSettings(TypedConfig.of(Config.class, properties));
  }

  /** Adds the settings of a queue, and returns this. */
  public DispatchSettings with(Map<String, Object> queue) {
    bindQueue(ConfiguredQueue.of(queue));
    return this;
  }

  @Modified
  void modified(Config changed) {
    config = changed;
    listener.run();
  }

  @Reference(
      name = "queue", updated = "updated", cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindQueue(ConfiguredQueue queue) {
    queues.add(queue);
    listener.run();
  }

  void unbindQueue(ConfiguredQueue queue) {
    queues.remove(queue);
    listener.run();
  }

  @Reference(
      name = "throttle", updated = "updated", cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindThrottle(ConfiguredThrottle throttle) {
    throttles.add(throttle);
    listener.run();
  }

  void updated(ServiceReference<?> entry) {
    listener.run();
  }

  void unbindThrottle(ConfiguredThrottle throttle) {
    throttles.remove(throttle);
    listener.run();
  }

  public void listener(Runnable added) {
    listener = added;
  }

  /** @param capacity outputs_queue.capacity, which is fixed at the start */
  public DispatchOptions options(int capacity) {
    Set<String> named = Set.of(config.queues());
    Map<String, QueueSettings> byOutput =
        queues.stream()
            .filter(queue -> named.contains(queue.output()))
            .collect(Collectors.toMap(ConfiguredQueue::output, queue -> queue.settings(capacity)));
    List<ThrottleSettings> inOrder =
        throttles.stream()
            .sorted(Comparator.comparingInt(ConfiguredThrottle::position))
            .map(ConfiguredThrottle::settings)
            .toList();
    return new DispatchOptions(capacity, config.output_timeout(), byOutput, inOrder);
  }

  /** The memory limit of the alert history. */
  public long historyBytes() {
    return config.alert_history_size_kb() * 1024L;
  }

  /** The location on disk of the alert history of a live run. */
  public HistoryLocation historyPlace() {
    String directory = config.alert_history_directory();
    return directory.isEmpty() ? HistoryLocation.NONE
        : new HistoryLocation(directory, (long) config.alert_history_disk_mb() << 20);
  }
}
