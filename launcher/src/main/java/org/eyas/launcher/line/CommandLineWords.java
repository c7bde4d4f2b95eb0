package org.eyas.launcher.line;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.MissingArgumentException;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.UnrecognizedOptionException;

/** The words of a command line, separated into options with their values, and other words. */
record CommandLineWords(CommandLine line) {
  /** @param known the options that exist */
  static CommandLineWords parse(String[] args, List<OptionDefinition> known) throws UsageException {
    try {
      DefaultParser parser = DefaultParser.builder().setAllowPartialMatching(false).get();
      return new CommandLineWords(parser.parse(commonsOptions(known), separated(args, known)));
    } catch (UnrecognizedOptionException e) {
      String option = e.getOption().split("=", 2)[0];
      throw new UsageException("unknown option '" + option + "'" + hint(option, known));
    } catch (MissingArgumentException e) {
      String name = e.getOption().getOpt() == null ? "--" + e.getOption().getLongOpt() : "-" + e.getOption().getOpt();
      throw new UsageException("option " + name + " needs a value: " + name + " <" + e.getOption().getArgName() + ">");
    } catch (ParseException e) {
      throw new UsageException(e.getMessage() + "; see --help");
    }
  }

  private static String hint(String option, List<OptionDefinition> known) {
    String hint =
        option.startsWith("--")
            ? WordSuggestion.hint(option, known.stream().flatMap(argument -> argument.spellings().stream()).toList())
            : "";
    return hint.isEmpty() ? "; see --help" : hint;
  }

  boolean has(OptionDefinition argument) {
    return line.hasOption(argument.name());
  }

  /** The values of an option in their order; empty for a switch and if the value was omitted. */
  List<String> values(OptionDefinition argument) {
    String[] values = line.getOptionValues(argument.name());
    return values == null ? List.of() : List.of(values);
  }

  /** The words that are not options. */
  List<String> operands() {
    return line.getArgList();
  }

  // Commons CLI does not split -okey=value into -o and its value: it searches for an option "okey".
  private static String[] separated(String[] args, List<OptionDefinition> known) {
    List<String> parts = new ArrayList<>();
    for (String arg : args) {
      if (arg.length() > 2 && known.stream().anyMatch(argument -> argument.isJoinedIn(arg))) {
        parts.add(arg.substring(0, 2));
        parts.add(arg.substring(2));
      } else {
        parts.add(arg);
      }
    }
    return parts.toArray(String[]::new);
  }

  private static Options commonsOptions(List<OptionDefinition> known) {
    Options options = new Options();
    for (OptionDefinition argument : known) {
      Option.Builder option =
          argument.shortName().isEmpty() ? Option.builder() : Option.builder(argument.shortName());
      if (!argument.longName().isEmpty()) {
        option.longOpt(argument.longName());
      }
      if (argument.takesValue()) {
        option.hasArg().argName(argument.value().name());
        option.optionalArg(argument.count() == OptionDefinition.Count.VALUE_OPTIONAL);
      }
      options.addOption(option.get());
    }
    return options;
  }
}
