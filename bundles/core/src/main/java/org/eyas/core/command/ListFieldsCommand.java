package org.eyas.core.command;

import java.io.PrintStream;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import org.eyas.api.launch.LauncherServices;
import org.eyas.core.part.EngineServices;
import org.eyas.core.setting.EngineException;
import org.eyas.core.setting.EngineSettings;
import org.eyas.engine.describe.FieldList;
import org.eyas.engine.describe.FieldSection;
import org.eyas.engine.describe.ListFormat;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.StaticFields;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Lists the fields for conditions and outputs ({@code --list}). */
@Component(
    service = Callable.class,
    property = LauncherServices.MAIN_THREAD + "=true",
    configurationPid = "org.eyas.command.list",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = ListFieldsCommand.Config.class)
public final class ListFieldsCommand implements Callable<Integer> {
  /** The parameters. */
  @ObjectClassDefinition(name = "Eyas list of fields")
  @interface Config {
    @AttributeDefinition(description = "List the fields of this event source; empty for all")
    String source() default "";

    @AttributeDefinition(description = "text, markdown or json")
    String format() default "text";

    @AttributeDefinition(description = "List only names")
    boolean names_only() default false;
  }

  private final Config config;
  private final EngineSettings settings;
  private final EngineServices parts;
  private final PrintStream out;

  @Activate
  public ListFieldsCommand(
      Config config,
      @Reference EngineSettings settings,
      @Reference EngineServices parts,
      @Reference(target = LauncherServices.OUT) PrintStream out) {
    this.config = config;
    this.settings = settings;
    this.parts = parts;
    this.out = out;
  }

  @Override
  public Integer call() throws EngineException {
    SequencedMap<String, FieldCatalog> catalogs = parts.now().catalogs(StaticFields.of(settings.rules().staticFields()));
    String source = config.source();
    if (!source.isEmpty() && !catalogs.containsKey(source)) {
      throw EngineException.ofUsage(
          "Value for --list must be a valid source type: '" + source + "' is none of " + String.join(", ", catalogs.keySet()));
    }
    List<FieldSection> sections = FieldSection.of(catalogs, source);
    ListFormat format = ListFormat.named(config.format());
    out.print(
        config.names_only()
            ? FieldList.printNames(sections, format)
            : FieldList.print(sections, format, settings.verbose()));
    return 0;
  }
}
