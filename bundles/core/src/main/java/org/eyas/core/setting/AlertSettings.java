package org.eyas.core.setting;

import org.eyas.engine.dispatch.RenderOptions;
import org.eyas.engine.field.syscall.LocalHostName;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings about the text of alerts. */
@Component(
    service = AlertSettings.class, configurationPid = AlertSettings.PID, configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = AlertSettings.Config.class)
public final class AlertSettings extends LiveSettings<AlertSettings.Values> {
  static final String PID = "org.eyas.alerts";

  /** The configuration keys that decide how the text of alerts is written. */
  @ObjectClassDefinition(name = "Eyas alerts")
  @interface Config {
    boolean json_output() default false;
    boolean json_include_output_property() default true;
    boolean json_include_message_property() default false;
    boolean json_include_output_fields_property() default true;
    boolean json_include_tags_property() default true;
    boolean alert_ids() default false;
    boolean time_format_iso_8601() default false;
    boolean buffer_format_base64() default false;

    String console_url() default "";

    @AttributeDefinition(description = "the host's name in alerts; empty for the system's own")
    String hostname() default "";
  }

  /**
   * The values of the settings about the text of alerts.
   *
   * @param base64 whether data of reads and writes is in base64
   * @param givenHostName FALCO_HOSTNAME; empty if it is not set
   */
  public record Values(RenderOptions render, boolean base64, String givenHostName) {}

  @Activate
  public AlertSettings(Config config) {
    super(options(config));
  }

  @Modified
  void modified(Config config) {
    delivered(options(config));
  }

  private static Values options(Config config) {
    RenderOptions render =
        new RenderOptions(
            config.json_output(),
            config.json_include_output_property(),
            config.json_include_message_property(),
            config.json_include_output_fields_property(),
            config.json_include_tags_property(),
            config.alert_ids(),
            config.time_format_iso_8601(),
            config.hostname().isEmpty() ? LocalHostName.current().toString() : config.hostname(),
            ConsoleAddress.checked(config.console_url()));
    return new Values(render, config.buffer_format_base64(), config.hostname());
  }
}
