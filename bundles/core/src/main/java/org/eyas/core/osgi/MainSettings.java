package org.eyas.core.osgi;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What this process was started to do. */
@Component(
    service = MainSettings.class,
    configurationPid = "org.eyas.main",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = MainSettings.Config.class)
public final class MainSettings {
  /** Options of the command line that choose what is done. */
  @ObjectClassDefinition(name = "Eyas main command")
  @interface Config {
    @AttributeDefinition(description = "run, validate or describe")
    String mode() default "run";

    @AttributeDefinition(description = "Whether rules are described after validating them")
    boolean describe() default false;

    @AttributeDefinition(description = "The one rule to describe; empty for all")
    String describe_rule() default "";

    @AttributeDefinition(description = "json_output")
    boolean json_output() default false;

    @AttributeDefinition(description = "What is wrong with the configuration; empty where nothing is")
    String error() default "";
  }

  private final Config config;

  @Activate
  public MainSettings(Config config) {
    this.config = config;
  }

  String mode() {
    return config.mode();
  }

  boolean describe() {
    return config.describe();
  }

  String describedRule() {
    return config.describe_rule();
  }

  boolean json() {
    return config.json_output();
  }

  String error() {
    return config.error();
  }
}
