package org.eyas.core.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.eyas.api.launch.LauncherServices;
import org.eyas.api.rule.RuleDocument;
import org.eyas.api.version.Versions;
import org.eyas.core.part.EngineServices;
import org.eyas.core.rule.RunPreparation;
import org.eyas.core.setting.EngineSettings;
import org.eyas.json.write.CompactJson;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Prints the information for a problem report ({@code --support}), with Falco's keys. */
@Component(
    service = Callable.class,
    property = LauncherServices.MAIN_THREAD + "=true",
    configurationPid = "org.eyas.command.support",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = SupportCommand.Config.class)
public final class SupportCommand implements Callable<Integer> {
  private static final Path KERNEL = Path.of("/proc/sys/kernel");

  /** Information that only the configuration bundle has. */
  @ObjectClassDefinition(name = "Eyas support information")
  @interface Config {
    @AttributeDefinition(description = "The command line")
    String cmdline() default "";

    @AttributeDefinition(description = "The configuration as JSON, which is also YAML")
    String config() default "";
  }

  private final Config config;
  private final BundleContext context;
  private final EngineServices parts;
  private final RunPreparation start;
  private final EngineSettings settings;
  private final PrintStream out;

  @Activate
  public SupportCommand(
      Config config,
      BundleContext context,
      @Reference EngineServices parts,
      @Reference RunPreparation start,
      @Reference EngineSettings settings,
      @Reference(target = LauncherServices.OUT) PrintStream out) {
    this.config = config;
    this.context = context;
    this.parts = parts;
    this.start = start;
    this.settings = settings;
    this.out = out;
  }

  @Override
  public Integer call() throws Exception {
    start.load();
    Map<String, Object> support = new TreeMap<>();
    support.put("version", Versions.FALCO);
    Map<String, Object> versions = new TreeMap<>(Versions.all(settings.falcoVersion().key()));
    versions.put("plugin_versions", PluginBundles.versions(context));
    support.put("engine_info", versions);
    support.put("system_info", system());
    support.put("cmdline", config.cmdline());
    support.put("config", config.config());
    support.put("rules_files", parts.now().documents().stream().map(SupportCommand::file).toList());
    out.println(CompactJson.of(support));
    return 0;
  }

  private static Map<String, Object> file(RuleDocument document) {
    return new TreeMap<>(
        Map.of("name", document.name(), "variants", List.of(Map.of("content", document.content()))));
  }

  private static Map<String, String> system() throws IOException {
    Map<String, String> system = new TreeMap<>();
    system.put("sysname", kernel("ostype"));
    system.put("nodename", kernel("hostname"));
    system.put("release", kernel("osrelease"));
    system.put("version", kernel("version"));
    String architecture = System.getProperty("os.arch", "");
    system.put("machine", architecture.equals("amd64") ? "x86_64" : architecture);
    return system;
  }

  private static String kernel(String name) throws IOException {
    return Files.readString(KERNEL.resolve(name)).strip();
  }
}
