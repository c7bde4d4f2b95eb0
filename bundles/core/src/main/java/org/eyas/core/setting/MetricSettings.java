package org.eyas.core.setting;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eyas.core.metric.MetricGroup;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * The settings about metrics. The component exists only if metrics are enabled. The settings may change while the
 * engine runs.
 */
@Component(
    service = MetricSettings.class,
    configurationPid = "org.eyas.metrics",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = MetricSettings.Config.class)
public final class MetricSettings {
  /** The configuration keys below {@code metrics}. */
  @ObjectClassDefinition(name = "Eyas metrics")
  public @interface Config {
    @AttributeDefinition(description = "rules, resources, state, kernel, processors, programs, plugins")
    String[] groups() default {};

    @AttributeDefinition(description = "configuration files that were read: name=SHA-256")
    String[] configuration_files() default {};
  }

  private volatile Config config;

  @Activate
  public MetricSettings(Config config) {
    this.config = config;
  }

  @Modified
  void modified(Config changed) {
    config = changed;
  }

  public Set<MetricGroup> groups() {
    return MetricGroup.of(List.of(config.groups()));
  }

  /** The checksums of the configuration files, by file name. */
  public Map<String, String> configurationFiles() {
    return TypedConfig.pairs(config.configuration_files());
  }
}
