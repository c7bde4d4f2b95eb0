package org.eyas.launcher.line;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eyas.api.launch.LauncherProperties;
import org.jspecify.annotations.Nullable;

/**
 * The command line, which is passed to the bundles as framework properties.
 *
 * <p>An option that is given becomes {@code eyas.option.KEY} (a switch has the value "true"); one that may be repeated
 * becomes {@code eyas.option.KEY.0}, {@code .1} and so on. Keys are those of the {@link OptionTable} or of the
 * {@link Subcommand} that the line begins with. For a subcommand with a component, {@code eyas.command} is the end of its PID,
 * {@code eyas.command.needs} the parts that it needs and {@code eyas.command.keys} the keys of its options. Warnings about outdated options are {@code eyas.warning.0}, {@code .1}. The
 * whole line is {@code eyas.args}. This class does not interpret options, except {@code --help} and those about the process
 * itself.
 */
public final class LaunchOptions implements GivenWords {
  /** Options with which a run without a subcommand checks or prints something and exits, besides the lookups. */
  private static final Set<String> CHECKS = Set.of("help", "dry.run", "validate", "describe", "describe.rule");

  private static final String OVERRIDE = LauncherProperties.OPTION + "set.";

  private final Map<String, String> properties = new LinkedHashMap<>();

  private @Nullable Subcommand subcommand;
  private CommandPlace place = CommandPlace.RUN;

  private LaunchOptions(String[] args) {
    properties.put(LauncherProperties.ARGS, String.join(" ", args));
  }

  /** Reads a command line. */
  public static LaunchOptions parse(String... args) throws UsageException {
    Subcommand command = CommandTable.of(args).orElse(null);
    return command == null ? run(args) : subcommand(command, args);
  }

  private static LaunchOptions subcommand(Subcommand command, String[] args) throws UsageException {
    TracedCommand other = command.runsCommand() ? TracedCommand.in(args, command.arguments()) : TracedCommand.none(args);
    CommandLineWords words = words(command, other.before());
    LaunchOptions options = new LaunchOptions(args);
    options.storeAll(OVERRIDE, command.overrides());
    options.read(words, command.arguments());
    options.storeAll(LauncherProperties.OPTION + "operand.", command.runsCommand() ? other.words() : words.operands());
    options.assign(command);
    if (!options.has("help")) {
      options.check(command.checks());
    }
    return options;
  }

  private void check(List<LineCheck> checks) throws UsageException {
    for (LineCheck check : checks) {
      check.check(this);
    }
  }

  /** Says which component carries the command out, what it needs, and which options it gets. */
  private void assign(Subcommand command) {
    Optional<CommandAction> action = command.componentAction(operands());
    subcommand = command;
    place = action.isPresent() ? CommandPlace.RULES : command.place();
    properties.put(LauncherProperties.COMMAND, action.map(CommandAction::name).orElse(command.name()));
    if (place.hasComponent()) {
      properties.put(LauncherProperties.COMMAND_NEEDS, place.needs());
      Stream<String> keys = Stream.concat(Stream.of("operand"), command.arguments().stream().map(OptionDefinition::key));
      properties.put(LauncherProperties.COMMAND_KEYS, keys.filter(this::isGiven).collect(Collectors.joining(",")));
    }
  }

  private static CommandLineWords words(Subcommand command, String[] args) throws UsageException {
    try {
      return CommandLineWords.parse(Arrays.copyOfRange(args, 1, args.length), command.arguments());
    } catch (UsageException e) {
      String help = "see eyas " + command.name() + " --help";
      throw new UsageException(String.valueOf(e.getMessage()).replace("see --help", help));
    }
  }

  private static LaunchOptions run(String[] args) throws UsageException {
    CommandLineWords words = CommandLineWords.parse(args, OptionTable.ALL);
    if (!words.operands().isEmpty()) {
      throw unexpected(words.operands().getFirst());
    }
    LaunchOptions options = new LaunchOptions(args);
    options.read(words, OptionTable.ALL);
    options.check(OptionTable.CHECKS);
    return options;
  }

  private static UsageException unexpected(String word) {
    if (CommandTable.named(word).isPresent()) {
      return new UsageException("command '" + word + "' must be the first word: eyas " + word + " [OPTION...]");
    }
    return new UsageException("unexpected argument '" + word + "'" + CommandTable.hint(word));
  }

  private void read(CommandLineWords words, List<OptionDefinition> arguments) throws UsageException {
    for (OptionDefinition argument : arguments) {
      if (words.has(argument)) {
        List<String> values = words.values(argument);
        check(argument, values);
        apply(argument, values);
      }
    }
    // After the overrides of short forms, so that the overrides of the user take precedence.
    for (OptionDefinition argument : arguments) {
      if (argument.key().equals("set")) {
        storeAll(OVERRIDE, words.values(argument));
      }
    }
  }

  private static void check(OptionDefinition argument, List<String> values) throws UsageException {
    if (values.size() > 1 && argument.count() != OptionDefinition.Count.REPEATED) {
      throw new UsageException("option " + argument.display() + " is given more than once");
    }
    for (String value : values) {
      argument.value().check(argument.display(), value);
    }
  }

  private void apply(OptionDefinition argument, List<String> values) throws UsageException {
    String value = values.isEmpty() ? "" : values.getFirst();
    switch (argument.effect()) {
      case OptionEffect.Passed(String advice) -> {
        store(argument, values);
        warn(advice);
      }
      case OptionEffect.Sets(String override) ->
        storeAll(OVERRIDE, List.of(override.endsWith("=") ? override + value : override));
      case OptionEffect.Ignored(String advice) -> warn("option " + argument.display() + " has no effect: " + advice);
      case OptionEffect.Refused(String advice) -> throw new UsageException("option " + argument.display() + ": " + advice);
    }
  }

  private void store(OptionDefinition argument, List<String> values) {
    String property = LauncherProperties.OPTION + argument.key();
    switch (argument.count()) {
      case ONCE -> properties.put(property, values.isEmpty() ? "true" : values.getFirst());
      case VALUE_OPTIONAL -> properties.put(property, values.isEmpty() ? "" : values.getFirst());
      case REPEATED -> {
        if (!argument.key().equals("set")) {
          storeAll(property + ".", values);
        }
      }
    }
  }

  private void warn(String advice) {
    if (!advice.isEmpty()) {
      storeAll(LauncherProperties.WARNING, List.of(advice));
    }
  }

  private void storeAll(String prefix, List<String> values) {
    int next = 0;
    while (properties.containsKey(prefix + next)) {
      next++;
    }
    for (String value : values) {
      properties.put(prefix + next++, value);
    }
  }

  @Override
  public boolean isGiven(String key) {
    return properties.containsKey(LauncherProperties.OPTION + key)
        || properties.containsKey(LauncherProperties.OPTION + key + ".0");
  }

  /** The subcommand that the line begins with. */
  public Optional<Subcommand> subcommand() {
    return Optional.ofNullable(subcommand);
  }

  /** The place in which the work of this line is done. */
  public CommandPlace place() {
    return place;
  }

  /** Whether this line runs an engine, instead of a subcommand, a check or a lookup. */
  public boolean runsEngine() {
    return subcommand == null
        && CHECKS.stream().noneMatch(this::isGiven)
        && OptionTable.LOOKUPS.arguments().stream().map(OptionDefinition::key).noneMatch(this::isGiven);
  }

  /** Whether an option says that a capture is replayed. */
  public boolean replays() {
    return has("capture") || texts("set").contains("engine.kind=replay");
  }

  /** The words after a subcommand that are not options. */
  @Override
  public List<String> operands() {
    return texts("operand");
  }

  /** The values of an option that may be repeated. */
  public List<String> texts(String key) {
    List<String> values = new ArrayList<>();
    for (String next = properties.get(LauncherProperties.OPTION + key + ".0");
        next != null;
        next = properties.get(LauncherProperties.OPTION + key + "." + values.size())) {
      values.add(next);
    }
    return values;
  }

  public boolean has(String key) {
    return properties.containsKey(LauncherProperties.OPTION + key);
  }

  public String text(String key) {
    return properties.getOrDefault(LauncherProperties.OPTION + key, "");
  }

  /** The framework properties of these options with one more switch. */
  public Map<String, String> propertiesWithSwitch(String key) {
    Map<String, String> more = new LinkedHashMap<>(properties);
    more.put(LauncherProperties.OPTION + key, "true");
    return more;
  }

  /** The options as framework properties. */
  public Map<String, String> properties() {
    return Map.copyOf(properties);
  }
}
