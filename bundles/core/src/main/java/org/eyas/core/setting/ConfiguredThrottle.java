package org.eyas.core.setting;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eyas.engine.dispatch.ThrottleSettings;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** One entry of {@code eyas.throttle}. */
@Component(
    service = ConfiguredThrottle.class,
    configurationPid = "org.eyas.throttle",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = ConfiguredThrottle.Config.class, factory = true)
public final class ConfiguredThrottle {
  /** The keys of an entry. */
  @ObjectClassDefinition(name = "Eyas throttle")
  @interface Config {
    @AttributeDefinition(description = "position in the list: the first entry that covers a rule counts")
    int position() default 0;

    String[] rules() default {};
    String[] keys() default {};
    int window_seconds() default 60;
    int most_keys() default 10_000;
  }

  private volatile Config config;

  @Activate
  public ConfiguredThrottle(Config config) {
    this.config = config;
  }

  @Modified
  void modified(Config changed) {
    config = changed;
  }

  int position() {
    return config.position();
  }

  ThrottleSettings settings() {
    Config now = config;
    return new ThrottleSettings(
        List.of(now.rules()), List.of(now.keys()), TimeUnit.SECONDS.toNanos(now.window_seconds()), now.most_keys());
  }
}
