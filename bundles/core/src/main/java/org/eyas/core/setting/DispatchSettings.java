package org.eyas.core.setting;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eyas.core.dispatch.DispatchOptions;
import org.eyas.core.dispatch.QueueSettings;
import org.eyas.core.dispatch.ThrottleSettings;
import org.eyas.core.dispatch.WhenFull;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the outputs' queues. The configuration bundle writes them, and may change them while alerts flow. */
@Component(
    service = DispatchSettings.class,
    configurationPid = "org.eyas.dispatch",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = DispatchSettings.Config.class)
public final class DispatchSettings {
  /** Keys of the configuration file about queues. */
  @ObjectClassDefinition(name = "Eyas dispatch")
  @interface Config {
    @AttributeDefinition(description = "output_timeout: milliseconds after which an output counts as hanging; 0 for never")
    long timeout_millis() default 2000;

    @AttributeDefinition(
        description =
            "eyas.output_queues, separated by tabs: output, capacity, when_full, spill_limit in MB, fsync, spill_directory")
    String[] queues() default {};

    @AttributeDefinition(
        description = "eyas.throttle, separated by tabs: window in seconds, maximum number of keys, then rule:NAME and key:FIELD")
    String[] throttles() default {};

    @AttributeDefinition(description = "eyas.alert_history.size_kb: memory for the newest alerts; 0 for no history")
    int history_kb() default 2048;
  }

  private static final int COLUMNS = 6;

  private volatile Config config;
  private volatile Runnable listener = () -> {};

  @Activate
  public DispatchSettings(Config config) {
    this.config = config;
  }

  public static DispatchSettings of(Map<String, Object> properties) {
    return new DispatchSettings(TypedConfig.of(Config.class, properties));
  }

  @Modified
  void modified(Config changed) {
    config = changed;
    listener.run();
  }

  public void listener(Runnable added) {
    listener = added;
  }

  /** @param capacity outputs_queue.capacity, which is fixed at the start */
  public DispatchOptions options(int capacity) {
    Config now = config;
    Map<String, QueueSettings> queues = new HashMap<>();
    for (String line : now.queues()) {
      String[] columns = line.split("\t", COLUMNS);
      queues.put(columns[0], queue(columns));
    }
    return new DispatchOptions(capacity, now.timeout_millis(), queues, throttles(now));
  }

  /** Memory limit of the alert history. */
  public long historyBytes() {
    return config.history_kb() * 1024L;
  }

  private static QueueSettings queue(String[] columns) {
    return new QueueSettings(
        Integer.parseInt(columns[1]),
        WhenFull.valueOf(columns[2].toUpperCase(Locale.ROOT)),
        Path.of(columns[5]),
        Long.parseLong(columns[3]) << 20,
        Boolean.parseBoolean(columns[4]));
  }

  private static List<ThrottleSettings> throttles(Config config) {
    return Stream.of(config.throttles()).map(line -> throttle(List.of(line.split("\t")))).toList();
  }

  private static ThrottleSettings throttle(List<String> columns) {
    return new ThrottleSettings(
        those(columns, "rule:"),
        those(columns, "key:"),
        TimeUnit.SECONDS.toNanos(Long.parseLong(columns.get(0))),
        Integer.parseInt(columns.get(1)));
  }

  private static List<String> those(List<String> columns, String kind) {
    return columns.stream()
        .filter(column -> column.startsWith(kind))
        .map(column -> column.substring(kind.length()))
        .toList();
  }
}
