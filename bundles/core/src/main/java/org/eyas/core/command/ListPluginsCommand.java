package org.eyas.core.command;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import org.eyas.api.launch.LauncherServices;
import org.eyas.core.setting.EngineException;
import org.eyas.engine.describe.PluginDescription;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Describes the bundles that replace plugins of Falco ({@code --list-plugins}, {@code --plugin-info}). */
@Component(
    service = Callable.class,
    property = LauncherServices.MAIN_THREAD + "=true",
    configurationPid = "org.eyas.command.list-plugins",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = ListPluginsCommand.Config.class)
public final class ListPluginsCommand implements Callable<Integer> {
  /** The parameters. */
  @ObjectClassDefinition(name = "Eyas list of plugins")
  @interface Config {
    @AttributeDefinition(description = "Describe only this plugin; empty for all")
    String name() default "";
  }

  private final Config config;
  private final BundleContext context;
  private final PrintStream out;

  @Activate
  public ListPluginsCommand(
      Config config, BundleContext context, @Reference(target = LauncherServices.OUT) PrintStream out) {
    this.config = config;
    this.context = context;
    this.out = out;
  }

  @Override
  public Integer call() throws EngineException {
    List<PluginDescription> plugins = PluginBundles.active(context);
    if (config.name().isEmpty()) {
      out.print(plugins.size() + " Plugins Loaded:\n\n");
      plugins.forEach(plugin -> out.print(plugin.text()));
      out.println();
      return 0;
    }
    out.print(named(plugins).info());
    return 0;
  }

  private PluginDescription named(List<PluginDescription> plugins) throws EngineException {
    return plugins.stream()
        .filter(plugin -> plugin.isNamed(config.name()))
        .findFirst()
        .orElseThrow(
            () -> new EngineException(
                "can't find plugin and print its info: " + config.name() + "; there is "
                    + String.join(", ", plugins.stream().map(PluginDescription::name).toList())));
  }
}
