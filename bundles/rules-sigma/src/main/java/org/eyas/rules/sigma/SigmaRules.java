package org.eyas.rules.sigma;

import java.util.List;
import java.util.Map;
import org.eyas.api.rule.RuleDocument;
import org.eyas.api.rule.RuleProvider;
import org.eyas.api.rule.RuleReadException;
import org.eyas.rules.sigma.convert.SigmaRuleFilter;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Provides the Sigma rules that the configuration names. They come before rule files, so that rule files can add
 * exceptions to them. The service exists only if the configuration names Sigma rules.
 */
@Component(
    configurationPid = "org.eyas.rules.sigma",
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    property = "service.ranking:Integer=50")
@Designate(ocd = SigmaRules.Config.class)
public final class SigmaRules implements RuleProvider {
  /** The keys below eyas.sigma of the configuration file. */
  @ObjectClassDefinition(name = "Eyas rules: Sigma")
  @interface Config {
    String[] rules_files() default {};

    String[] mapping_files() default {};

    String minimum_level() default "informational";

    String[] statuses() default {"stable", "test", "experimental"};

    String[] tags() default {};

    int limits_file_kb() default SigmaSettings.STANDARD_KB;
  }

  private volatile SigmaSettings settings;

  @Activate
  public SigmaRules(Config config) {
    settings = settings(config);
  }

  /**
   * Called when the configuration names other files. SCR changes the properties of the service too, so the engine reads
   * again.
   */
  @Modified
  void modified(Config config) {
    settings = settings(config);
  }

  private static SigmaSettings settings(Config config) {
    return new SigmaSettings(
        List.of(config.rules_files()),
        List.of(config.mapping_files()),
        new SigmaRuleFilter(config.minimum_level(), List.of(config.statuses()), List.of(config.tags())),
        config.limits_file_kb());
  }

  @Override
  public List<RuleDocument> documents() throws RuleReadException {
    return settings.convert().documents();
  }

  @Override
  public List<RuleDocument> documents(Map<String, Object> configuration) throws RuleReadException {
    return SigmaSettings.of(configuration).convert().documents();
  }
}
