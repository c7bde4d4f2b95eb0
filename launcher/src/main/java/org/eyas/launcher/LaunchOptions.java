package org.eyas.launcher;

import static org.eyas.launcher.Argument.flag;
import static org.eyas.launcher.Argument.repeated;
import static org.eyas.launcher.Argument.value;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.MissingArgumentException;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.UnrecognizedOptionException;

/**
 * The command line, and how it is handed to the bundles: as framework properties.
 *
 * <p>An option that is given becomes {@code eyas.option.KEY} (a switch has the value "true"); one that may be repeated
 * becomes {@code eyas.option.KEY.0}, {@code .1} and so on. Keys are those of {@link #ARGUMENTS} or of the
 * {@link Subcommand} that the line begins with. The whole line is {@code eyas.args}. Nothing here knows what an option means but for {@code --help}.
 */
public final class LaunchOptions {
  /** What every framework property of an option begins with. */
  public static final String PREFIX = "eyas.option.";

  /** The framework property that names the subcommand. */
  public static final String COMMAND = "eyas.command";

  static final List<Argument> ARGUMENTS =
      List.of(
          flag("help", "h", "help", "Print this list and exit."),
          value("config", "c", "", "path", "Configuration file; without it /etc/eyas/eyas.yaml, or built-in values."),
          repeated("rules", "r", "", "path", "Rules file or directory, in place of the configured ones; repeatable."),
          value("capture", "e", "", "file", "Replay the events of a .scap capture file, then exit."),
          repeated("set", "o", "option", "key=value", "Override a key of the configuration: a.b=v, a[0].b=v; repeatable."),
          repeated("validate", "V", "validate", "file", "Check a rules file and exit; repeatable."),
          flag("describe", "L", "", "Show name and description of all rules and exit; details with json_output."),
          value("describe.rule", "l", "", "rule", "Show name and description of one rule and exit."),
          value("duration", "M", "", "seconds", "Stop after so many seconds."),
          value("print", "p", "print", "format", "Deprecated: use -o append_output; c, k or text for every output."),
          value("pidfile", "P", "pidfile", "file", "Write the process id to a file."),
          flag("unbuffered", "U", "unbuffered", "Write every alert at once."),
          flag("verbose", "v", "", "Say more."),
          flag("version", "", "version", "Print versions and exit; as JSON with json_output."),
          repeated("disable.rule", "D", "", "text", "Disable rules whose name holds this text; repeatable."),
          repeated("disable.tag", "T", "", "tag", "Disable rules with this tag; repeatable."),
          repeated("only.tag", "t", "", "tag", "Run only rules with this tag; repeatable."));

  /** Options of Falco, today's and older ones, that this version refuses instead of passing over them in silence. */
  static final List<Argument> LATER =
      List.of(
          new Argument("list", "", "list", "source", Argument.Count.VALUE_OPTIONAL, ""),
          flag("list.events", "", "list-events", ""),
          flag("list.plugins", "", "list-plugins", ""),
          value("plugin.info", "", "plugin-info", "name", ""),
          flag("names.only", "N", "", ""),
          value("format", "", "format", "format", ""),
          flag("markdown", "", "markdown", ""),
          flag("config.schema", "", "config-schema", ""),
          flag("rule.schema", "", "rule-schema", ""),
          flag("ignored", "i", "", ""),
          flag("support", "", "support", ""),
          flag("dry.run", "", "dry-run", ""),
          flag("page.size", "", "page-size", ""),
          repeated("enable.source", "", "enable-source", "source", ""),
          repeated("disable.source", "", "disable-source", "source", ""),
          flag("all.events", "A", "", ""),
          flag("base64", "b", "", ""),
          value("snaplen", "S", "snaplen", "bytes", ""));

  private final Map<String, String> properties;

  private LaunchOptions(Map<String, String> properties) {
    this.properties = properties;
  }

  /** Reads a command line. */
  static LaunchOptions parse(String... args) throws UsageException {
    Subcommand command = Subcommand.of(args).orElse(null);
    return command == null ? run(args) : subcommand(command, args);
  }

  private static LaunchOptions subcommand(Subcommand command, String[] args) throws UsageException {
    CommandLine line;
    try {
      line = parsed(Arrays.copyOfRange(args, 1, args.length), command.arguments());
    } catch (UsageException e) {
      String help = "see eyas " + command.name() + " --help";
      throw new UsageException(String.valueOf(e.getMessage()).replace("see --help", help));
    }
    Map<String, String> properties = read(line, args, command.arguments());
    properties.put(COMMAND, command.name());
    List<String> operands = line.getArgList();
    for (int i = 0; i < operands.size(); i++) {
      properties.put(PREFIX + "operand." + i, operands.get(i));
    }
    return new LaunchOptions(properties);
  }

  private static LaunchOptions run(String[] args) throws UsageException {
    CommandLine line = parsed(args, known());
    if (!line.getArgList().isEmpty()) {
      throw new UsageException("unexpected argument '" + line.getArgList().getFirst() + "'; see --help");
    }
    for (Argument argument : LATER) {
      if (line.hasOption(argument.name())) {
        throw new UsageException("option " + argument.display() + " is not supported yet; see --help for those that are");
      }
    }
    return new LaunchOptions(read(line, args, ARGUMENTS));
  }

  private static Map<String, String> read(CommandLine line, String[] args, List<Argument> arguments)
      throws UsageException {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("eyas.args", String.join(" ", args));
    for (Argument argument : arguments) {
      if (line.hasOption(argument.name())) {
        store(argument, line.getOptionValues(argument.name()), properties);
      }
    }
    return properties;
  }

  /** The word that the line begins with, where it is a subcommand; else empty. */
  String command() {
    return properties.getOrDefault(COMMAND, "");
  }

  boolean has(String key) {
    return properties.containsKey(PREFIX + key);
  }

  String text(String key) {
    return properties.getOrDefault(PREFIX + key, "");
  }

  /** The options as framework properties. */
  public Map<String, String> properties() {
    return Map.copyOf(properties);
  }

  private static void store(Argument argument, String[] values, Map<String, String> properties) throws UsageException {
    String property = PREFIX + argument.key();
    if (argument.count() == Argument.Count.REPEATED) {
      for (int i = 0; i < values.length; i++) {
        properties.put(property + "." + i, values[i]);
      }
      return;
    }
    if (values == null) {
      properties.put(property, argument.count() == Argument.Count.VALUE_OPTIONAL ? "" : "true");
      return;
    }
    if (values.length > 1) {
      throw new UsageException("option " + argument.display() + " is given more than once");
    }
    properties.put(property, values[0]);
  }

  private static CommandLine parsed(String[] args, List<Argument> known) throws UsageException {
    try {
      return DefaultParser.builder()
          .setAllowPartialMatching(false)
          .get()
          .parse(commonsOptions(known), unglued(args, known));
    } catch (UnrecognizedOptionException e) {
      throw new UsageException("unknown option '" + e.getOption() + "'; see --help");
    } catch (MissingArgumentException e) {
      String name = e.getOption().getOpt() == null ? "--" + e.getOption().getLongOpt() : "-" + e.getOption().getOpt();
      throw new UsageException("option " + name + " needs a value: " + name + " <" + e.getOption().getArgName() + ">");
    } catch (ParseException e) {
      throw new UsageException(e.getMessage() + "; see --help");
    }
  }

  private static List<Argument> known() {
    List<Argument> all = new ArrayList<>(ARGUMENTS);
    all.addAll(LATER);
    return all;
  }

  // Commons CLI does not part -okey=value into -o and its value: it looks for an option "okey".
  private static String[] unglued(String[] args, List<Argument> known) {
    List<String> parts = new ArrayList<>();
    for (String arg : args) {
      if (arg.length() > 2 && known.stream().anyMatch(argument -> argument.isGluedIn(arg))) {
        parts.add(arg.substring(0, 2));
        parts.add(arg.substring(2));
      } else {
        parts.add(arg);
      }
    }
    return parts.toArray(String[]::new);
  }

  private static Options commonsOptions(List<Argument> known) {
    Options options = new Options();
    for (Argument argument : known) {
      Option.Builder option =
          argument.shortName().isEmpty() ? Option.builder() : Option.builder(argument.shortName());
      if (!argument.longName().isEmpty()) {
        option.longOpt(argument.longName());
      }
      if (!argument.value().isEmpty()) {
        option.hasArg().argName(argument.value());
        option.optionalArg(argument.count() == Argument.Count.VALUE_OPTIONAL);
      }
      options.addOption(option.get());
    }
    return options;
  }
}
