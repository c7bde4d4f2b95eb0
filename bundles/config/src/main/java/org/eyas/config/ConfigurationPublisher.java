package org.eyas.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.eyas.api.failure.Reason;
import org.eyas.api.launch.LauncherProperties;
import org.eyas.config.component.ComponentConfigurations;
import org.eyas.config.component.ComponentPids;
import org.eyas.config.component.ConfigTree;
import org.eyas.config.component.LaunchProperties;
import org.eyas.config.component.StartCommand.Needs;
import org.eyas.config.component.StartCommandTable;
import org.eyas.config.load.ConfigLoader;
import org.eyas.config.yaml.ConfigException;
import org.eyas.schema.check.JsonSchema;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Reads the configuration at the start and publishes the part of each bundle. If the configuration is invalid, only the
 * text of the error is published, for the command that ends the start with that text.
 */
@Component(service = ConfigurationPublisher.class, immediate = true)
public final class ConfigurationPublisher {
  private static final Logger LOG = LoggerFactory.getLogger(ConfigurationPublisher.class);

  private final LaunchProperties options;
  private final ConfigurationAdminWriter writer;
  private volatile @Nullable LoadedConfiguration delivered; // written by the thread of a reload

  @Activate
  public ConfigurationPublisher(BundleContext context, @Reference ConfigurationAdmin admin) throws IOException {
    options = new LaunchProperties(context::getProperty);
    writer = new ConfigurationAdminWriter(admin);
    Map<String, Map<String, Object>> all = start(new ConfigLoader(System::getenv, ConfigLoader.STANDARD_FILES));
    ConfigurationDelivery.startPending(context);
    deliver(all);
  }

  private Set<String> deliver(Map<String, Map<String, Object>> all) throws IOException {
    System.setProperty(LauncherProperties.LOG_COPIES, String.valueOf(all.containsKey(ComponentPids.LOG_SYSLOG)));
    Map<String, Map<String, Object>> complete = new LinkedHashMap<>(all);
    complete.put(ConfigurationDelivery.LAST, Map.of());
    return writer.write(complete);
  }

  private Map<String, Map<String, Object>> start(ConfigLoader loader) {
    try {
      if (!StartCommandTable.requested(options).needs(Needs.CONFIGURATION)) {
        return new ComponentConfigurations(ConfigTree.EMPTY, options, Map.of()).byPid();
      }
      ConfigTree tree = loader.load(options.text("config"), options.texts("set"));
      configureLogger(tree);
      StartLogHeader.logStart(options);
      logFiles(loader);
      StartLogHeader.logKernel(options, tree);
      LoadedConfiguration first = LoadedConfiguration.of(loader, tree, options);
      delivered = first;
      return first.byPid();
    } catch (ConfigException e) {
      return Map.of(ComponentPids.REFUSE, Map.of("error", Reason.of(e)));
    } finally {
      options.warnings().forEach(LOG::warn);
      loader.warnings().forEach(LOG::warn);
    }
  }

  /** The published configuration: that of the start, or of the last reload. It exists if an engine runs. */
  LoadedConfiguration delivered() {
    return Objects.requireNonNull(delivered);
  }

  /** Reads everything again, without publishing it. */
  LoadedConfiguration readFiles() throws ConfigException {
    return readFiles(Map.of());
  }

  /** Reads everything again, with other texts instead of the contents of some files, without publishing it. */
  LoadedConfiguration readFiles(Map<Path, String> proposed) throws ConfigException {
    ConfigLoader loader = new ConfigLoader(System::getenv, ConfigLoader.STANDARD_FILES, proposed);
    return LoadedConfiguration.of(loader, loader.load(options.text("config"), options.texts("set")), options);
  }

  /** The file that {@code -c} names, or the standard file; null if the engine runs without a file. */
  @Nullable
  Path file() {
    return new ConfigLoader(System::getenv, ConfigLoader.STANDARD_FILES).main(options.text("config"));
  }

  /**
   * Publishes the part of each bundle of another configuration.
   *
   * @return the PIDs whose configuration changed
   */
  Set<String> publish(LoadedConfiguration next) throws IOException {
    configureLogger(next.tree());
    Set<String> changed = deliver(next.byPid());
    delivered = next;
    if (!changed.isEmpty()) {
      next.loader().warnings().forEach(LOG::warn);
    }
    return changed;
  }

  // In the format of Falco's lines.
  private static void logFiles(ConfigLoader loader) {
    if (!loader.files().isEmpty()) {
      LOG.info("Eyas initialized with configuration files:");
      loader.statuses().forEach(ConfigurationPublisher::logStatus);
    }
    loader.notes().forEach(LOG::info);
  }

  private static void logStatus(String file, String status) {
    Level level = status.equals(JsonSchema.OK) ? Level.INFO : Level.WARN;
    LOG.atLevel(level).log("   {} | schema validation: {}", file, status);
  }

  // The launcher's logger reads these; it cannot read the configuration.
  private static void configureLogger(ConfigTree tree) {
    System.setProperty(LauncherProperties.LOG_LEVEL, tree.text("log_level"));
    System.setProperty(LauncherProperties.LOG_STDERR, String.valueOf(tree.flag("log_stderr")));
    System.setProperty(LauncherProperties.LOG_ISO8601, String.valueOf(tree.flag("time_format_iso_8601")));
  }
}
