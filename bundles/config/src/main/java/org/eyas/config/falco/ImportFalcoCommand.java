package org.eyas.config.falco;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.eyas.api.launch.LauncherServices;
import org.eyas.config.yaml.ConfigException;
import org.eyas.config.yaml.ConfigJson;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Writes a configuration of Eyas from one of Falco, and lists the differences ({@code eyas import-falco}). */
@Component(
    service = Callable.class,
    property = LauncherServices.MAIN_THREAD + "=true",
    configurationPid = "org.eyas.command.import-falco",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = ImportFalcoCommand.Config.class)
public final class ImportFalcoCommand implements Callable<Integer> {
  /** The parameters. */
  @ObjectClassDefinition(name = "Eyas import of a configuration of Falco")
  @interface Config {
    @AttributeDefinition(description = "The folder with falco.yaml")
    String[] operand() default "/etc/falco";

    @AttributeDefinition(description = "The folder to write to")
    String to() default "/etc/eyas";

    @AttributeDefinition(description = "Write nothing, only print what would be written")
    boolean check() default false;

    @AttributeDefinition(description = "Replace files that are there, and keep the old ones")
    boolean force() default false;

    @AttributeDefinition(description = "Print JSON")
    boolean json() default false;
  }

  private final Config config;
  private final PrintStream out;
  private final Map<String, Object> members = new LinkedHashMap<>();

  @Activate
  public ImportFalcoCommand(Config config, @Reference(target = LauncherServices.OUT) PrintStream out) {
    this.config = config;
    this.out = out;
  }

  @Override
  public Integer call() throws ConfigException {
    FalcoFolder folder = FalcoFolder.read(Path.of(config.operand()[0]));
    ImportTarget target = new ImportTarget(Path.of(config.to()));
    FalcoImport imported = new FalcoImport(folder, target.value(FalcoImport.BUNDLES));
    Map<String, String> files = imported.files(target.path());
    List<String> differences = new ImportTrial(folder, imported).differences();
    List<String> existing = target.differing(files);
    List<String> unchanged = target.unchanged(files);
    files.keySet().removeAll(unchanged);
    members.put("folder", target.path());
    members.put("written", !config.check());
    if (config.check()) {
      print("files", "Would write to " + target.path() + ":", files.keySet());
      print("existing", "These files exist already; only --force replaces them:", existing);
    } else {
      write(target, files, existing);
    }
    print("unchanged", "Unchanged in " + target.path() + ":", unchanged);
    print("missing", "Named in rules_files, but missing, so that Falco skips them, too:", folder.missingRules());
    print("staying", "Stays in its place; the user of the service must be able to read it:", imported.unimportedFiles());
    print("lost", "Is not imported:", imported.missingParts());
    print("differences", "Differs from Falco:", differences);
    if (config.json()) {
      out.println(ConfigJson.value(members));
    } else if (!config.check()) {
      out.println("Check the rules, too: eyas -c " + target.path().resolve("eyas.yaml") + " --dry-run");
    }
    return 0;
  }

  private void write(ImportTarget target, Map<String, String> files, List<String> existing) throws ConfigException {
    if (!existing.isEmpty() && !config.force()) {
      throw new ConfigException(
          target.path() + " already has " + String.join(", ", existing) + ": nothing was written. With --force they are replaced,"
              + " and the old ones are kept in a folder there; --check shows what would be written");
    }
    Optional<Path> copies = target.write(files, existing);
    print("files", "Written to " + target.path() + ":", files.keySet());
    if (copies.isPresent()) {
      members.put("copies", copies.get());
      print("existing", "The old files are in " + copies.get() + ":", existing);
    }
  }

  /** Lines under a title, or a member of the JSON. */
  private void print(String member, String title, Collection<String> lines) {
    if (config.json()) {
      members.put(member, List.copyOf(lines));
    } else if (!lines.isEmpty()) {
      out.println(title);
      lines.forEach(line -> out.println("  " + line));
    }
  }
}
