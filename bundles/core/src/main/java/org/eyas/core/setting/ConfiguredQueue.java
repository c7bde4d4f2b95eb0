package org.eyas.core.setting;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.eyas.engine.dispatch.FullQueuePolicy;
import org.eyas.engine.dispatch.QueueSettings;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** One entry of {@code eyas.output_queues}: the queue of one output. */
@Component(
    service = ConfiguredQueue.class,
    configurationPid = "org.eyas.queue",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = ConfiguredQueue.Config.class, factory = true)
public final class ConfiguredQueue {
  private static final int COMMON = -1;
  private static final Path SPILL = Path.of("/var/lib/eyas/spill");

  /** The keys of an entry. */
  @ObjectClassDefinition(name = "Eyas queue of an output")
  @interface Config {
    String output() default "";
    int capacity() default COMMON;
    String when_full() default "drop_newest";
    String spill_directory() default "";
    long spill_limit_mb() default 100;
    boolean spill_fsync() default false;
  }

  private volatile Config config;

  @Activate
  public ConfiguredQueue(Config config) {
    this.config = config;
  }

  /** For tests: a queue that was not written by a configuration. */
  static ConfiguredQueue of(Map<String, Object> properties) {
    return new ConfiguredQueue(TypedConfig.of(Config.class, properties));
  }

  @Modified
  void modified(Config changed) {
    config = changed;
  }

  String output() {
    return config.output();
  }

  /** @param common the capacity of queues without a capacity of their own */
  QueueSettings settings(int common) {
    Config now = config;
    return new QueueSettings(
        now.capacity() == COMMON ? common : now.capacity(),
        FullQueuePolicy.valueOf(now.when_full().toUpperCase(Locale.ROOT)),
        now.spill_directory().isEmpty() ? SPILL.resolve(now.output()) : Path.of(now.spill_directory()),
        now.spill_limit_mb() << 20,
        now.spill_fsync());
  }
}
