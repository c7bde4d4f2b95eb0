package org.eyas.config;

import java.io.IOException;
import java.util.Hashtable;
import java.util.Map;
import java.util.Objects;
import org.eyas.schema.check.JsonSchema;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Reads the configuration at start and hands every bundle its part. Of a configuration that is wrong nothing is handed on
 * but the text of the error, to the command that ends the start with it.
 */
@Component(service = {}, immediate = true)
public final class Configurator {
  private static final Logger LOG = LoggerFactory.getLogger(Configurator.class);

  @Activate
  public Configurator(BundleContext context, @Reference ConfigurationAdmin admin) throws IOException {
    LaunchedWith options = new LaunchedWith(context::getProperty);
    Map<String, Map<String, Object>> all = Lookups.unconfigured(options);
    if (all.isEmpty()) {
      all = read(options, new ConfigLoader(System::getenv, ConfigLoader.STANDARD_FILES));
    } else {
      options.warnings().forEach(LOG::warn);
    }
    for (Map.Entry<String, Map<String, Object>> entry : all.entrySet()) {
      admin.getConfiguration(entry.getKey(), "?").update(new Hashtable<>(entry.getValue()));
    }
  }

  private static Map<String, Map<String, Object>> read(LaunchedWith options, ConfigLoader loader) {
    try {
      ConfigTree tree = loader.load(options.text("config"), options.texts("set"));
      tellLogger(tree);
      StartLog.head(options, tree);
      tellFiles(loader);
      StartLog.system(options, tree);
      return new Configurations(tree, options, environment("FALCO_HOSTNAME")).byPid();
    } catch (ConfigException e) {
      return Map.of(Configurations.REFUSE, Map.of("error", String.valueOf(e.getMessage())));
    } finally {
      options.warnings().forEach(LOG::warn);
      loader.warnings().forEach(LOG::warn);
    }
  }

  // In the shape of Falco's lines.
  private static void tellFiles(ConfigLoader loader) {
    if (!loader.files().isEmpty()) {
      LOG.info("Eyas initialized with configuration files:");
      loader.statuses().forEach(Configurator::tellStatus);
    }
    loader.notes().forEach(LOG::info);
  }

  private static void tellStatus(String file, String status) {
    Level level = status.equals(JsonSchema.OK) ? Level.INFO : Level.WARN;
    LOG.atLevel(level).log("   {} | schema validation: {}", file, status);
  }

  // The launcher's logger reads these; it knows no configuration.
  private static void tellLogger(ConfigTree tree) {
    System.setProperty("eyas.log.level", tree.text("log_level"));
    System.setProperty("eyas.log.stderr", String.valueOf(tree.flag("log_stderr")));
    System.setProperty("eyas.log.iso8601", String.valueOf(tree.flag("time_format_iso_8601")));
  }

  private static String environment(String name) {
    return Objects.requireNonNullElse(System.getenv(name), "");
  }
}
