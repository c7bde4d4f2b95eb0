package org.eyas.config;

import java.io.PrintStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.eyas.api.launch.LauncherServices;
import org.eyas.api.version.Versions;
import org.eyas.config.yaml.ConfigJson;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Prints the versions. It is in this bundle because it depends only on the configuration. */
@Component(
    service = Callable.class,
    property = LauncherServices.MAIN_THREAD + "=true",
    configurationPid = "org.eyas.command.version",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = VersionCommand.Config.class)
public final class VersionCommand implements Callable<Integer> {
  private static final String PLUGIN = "org.eyas.plugin";

  /** How versions are printed. */
  @ObjectClassDefinition(name = "Eyas versions")
  @interface Config {
    boolean json_output() default false;
    String falco_version() default "0.44";
  }

  private final Config config;
  private final BundleContext context;
  private final PrintStream out;

  @Activate
  public VersionCommand(
      Config config, BundleContext context, @Reference(target = LauncherServices.OUT) PrintStream out) {
    this.config = config;
    this.context = context;
    this.out = out;
  }

  @Override
  public Integer call() {
    out.print(config.json_output() ? ConfigJson.value(versions()) + "\n" : Versions.text(config.falco_version()));
    return 0;
  }

  private Map<String, Object> versions() {
    Map<String, Object> versions = new TreeMap<>(Versions.all(config.falco_version()));
    versions.put("plugin_versions", pluginVersions());
    return versions;
  }

  // Bundles that replace plugins of Falco have a capability for it.
  private Map<String, String> pluginVersions() {
    Map<String, String> plugins = new TreeMap<>();
    for (Bundle bundle : context.getBundles()) {
      BundleRevision revision = bundle.adapt(BundleRevision.class);
      if (revision != null) {
        revision
            .getDeclaredCapabilities(PLUGIN)
            .forEach(
                plugin -> plugins.put(
                    String.valueOf(plugin.getAttributes().get(PLUGIN)),
                    String.valueOf(plugin.getAttributes().get("version"))));
      }
    }
    return plugins;
  }
}
