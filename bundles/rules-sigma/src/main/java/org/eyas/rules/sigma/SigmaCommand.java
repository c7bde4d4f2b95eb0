package org.eyas.rules.sigma;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.eyas.api.launch.LauncherServices;
import org.eyas.api.rule.RuleReadException;
import org.eyas.api.rule.UntranslatedRule;
import org.eyas.json.write.CompactJson;
import org.eyas.rules.sigma.convert.EyasRule;
import org.eyas.rules.sigma.convert.SigmaConversion;
import org.eyas.rules.sigma.convert.SigmaConversion.Converted;
import org.eyas.rules.sigma.convert.SigmaRuleFilter;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Prints Sigma rules as rules of Eyas ({@code eyas sigma convert}). The printed text is a rule file, in which parked
 * rules and the summary are comments. The exit code is 1 if a rule is parked.
 */
@Component(
    service = Callable.class,
    property = LauncherServices.MAIN_THREAD + "=true",
    configurationPid = "org.eyas.command.sigma",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = SigmaCommand.Config.class)
public final class SigmaCommand implements Callable<Integer> {
  /** The parameters. */
  @ObjectClassDefinition(name = "Eyas conversion of Sigma rules")
  @interface Config {
    @AttributeDefinition(description = "The word convert, files of Sigma rules, and folders that contain such files")
    String[] operand() default {};

    String[] mapping_files() default {};

    int limits_file_kb() default SigmaSettings.STANDARD_KB;

    @AttributeDefinition(description = "Print JSON")
    boolean json() default false;
  }

  private final SigmaSettings settings;
  private final boolean json;
  private final PrintStream out;

  @Activate
  public SigmaCommand(Config config, @Reference(target = LauncherServices.OUT) PrintStream out) {
    this(
        new SigmaSettings(
            List.of(config.operand()).subList(1, config.operand().length), List.of(config.mapping_files()), SigmaRuleFilter.ALL,
            config.limits_file_kb()),
        config.json(), out);
  }

  SigmaCommand(SigmaSettings settings, boolean json, PrintStream out) {
    this.settings = settings;
    this.json = json;
    this.out = out;
  }

  @Override
  public Integer call() throws RuleReadException {
    SigmaConversion conversion = settings.convert();
    if (json) {
      out.println(CompactJson.of(members(conversion)));
    } else {
      conversion.files().forEach(this::print);
      int all = conversion.converted() + conversion.parked();
      out.println("# " + conversion.converted() + " of " + all + (all == 1 ? " rule" : " rules") + " converted");
    }
    return conversion.parked() == 0 ? 0 : 1;
  }

  private static Map<String, Object> members(SigmaConversion conversion) {
    List<Map<String, Object>> rules = new ArrayList<>();
    List<Map<String, Object>> parked = new ArrayList<>();
    for (Converted file : conversion.files()) {
      for (EyasRule rule : file.rules()) {
        Map<String, Object> members = place(file, rule.line());
        members.put("rule", rule.keys());
        rules.add(members);
      }
      for (UntranslatedRule rule : file.parked()) {
        Map<String, Object> members = place(file, rule.line());
        members.put("title", rule.name());
        members.put("reason", rule.reason());
        parked.add(members);
      }
    }
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("converted", rules);
    all.put("parked", parked);
    return all;
  }

  private static Map<String, Object> place(Converted file, int line) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("file", file.file());
    members.put("line", line + 1);
    return members;
  }

  private void print(Converted file) {
    for (EyasRule rule : file.rules()) {
      out.println("# " + file.file() + ":" + (rule.line() + 1));
      out.println(rule.text());
    }
    for (UntranslatedRule rule : file.parked()) {
      String line = file.file() + ":" + (rule.line() + 1) + ": rule '" + rule.name() + "' is parked: " + rule.reason();
      out.println("# " + line.replaceAll("\\R", " "));
    }
  }
}
