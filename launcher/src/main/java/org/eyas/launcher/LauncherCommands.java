package org.eyas.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eyas.launcher.compare.CompareCommand;
import org.eyas.launcher.help.BashCompletion;
import org.eyas.launcher.help.FishCompletion;
import org.eyas.launcher.help.HelpJson;
import org.eyas.launcher.help.HelpText;
import org.eyas.launcher.help.ZshCompletion;
import org.eyas.launcher.line.CommandTable;
import org.eyas.launcher.line.LaunchOptions;
import org.eyas.launcher.line.ProcessCommands;
import org.eyas.launcher.line.Subcommand;
import org.eyas.launcher.line.UsageException;
import org.eyas.launcher.pull.PullRulesCommand;

/** The commands that need neither the framework nor a running engine. */
final class LauncherCommands {
  private static final String RULES = "/var/lib/eyas/rules";

  private final PrintStream out;
  private final Path home;

  LauncherCommands(PrintStream out, Path home) {
    this.out = out;
    this.home = home;
  }

  /** Runs one of them and returns the exit code. */
  int run(Subcommand command, LaunchOptions options) throws UsageException, IOException, InterruptedException {
    return switch (command.name()) {
      case ProcessCommands.COMPARE -> compare(options);
      case ProcessCommands.PULL_RULES -> pullRules(options);
      case ProcessCommands.COMPLETION -> print(completion(options.operands().getFirst()));
      case ProcessCommands.HELP_OF -> print(help(options.operands(), options.has("json")));
      default -> throw new IllegalArgumentException(command.name());
    };
  }

  private int print(String text) {
    out.print(text);
    return 0;
  }

  private static String completion(String shell) throws UsageException {
    return switch (shell) {
      case "bash" -> BashCompletion.render();
      case "zsh" -> ZshCompletion.render();
      case "fish" -> FishCompletion.render();
      default -> throw new UsageException("there is no completion for '" + shell + "'; name bash, zsh or fish");
    };
  }

  private static String help(List<String> names, boolean json) throws UsageException {
    if (names.isEmpty()) {
      return json ? HelpJson.render() : HelpText.render();
    }
    Subcommand command = CommandTable.named(names.getFirst()).orElseThrow(() -> CommandTable.unknown(names.getFirst()));
    return json ? HelpJson.render(command) : HelpText.render(command);
  }

  private int compare(LaunchOptions options) throws UsageException, IOException, InterruptedException {
    CompareCommand command = new CompareCommand(out, options.texts("ignore"), options.has("json"));
    List<String> files = options.operands();
    if (files.size() != (options.has("capture") ? 0 : 2)) {
      throw new UsageException("name two files of alerts, or a capture: eyas compare FILE FILE, or eyas compare -e CAPTURE");
    }
    if (!options.has("capture")) {
      return command.files(files.getFirst(), files.getLast());
    }
    List<String> both = new ArrayList<>();
    options.texts("rules").forEach(rules -> both.addAll(List.of("-r", rules)));
    options.texts("override").forEach(override -> both.addAll(List.of("-o", override)));
    return command.replays(home, options.text("capture"), both);
  }

  private int pullRules(LaunchOptions options) throws UsageException, IOException, InterruptedException {
    String artifact = options.operands().getFirst();
    Path folder = Path.of(options.has("to") ? options.text("to") : RULES);
    List<String> checks = options.has("config") ? List.of("-c", options.text("config")) : List.of();
    PullRulesCommand command = new PullRulesCommand(out, options.has("json"), home.resolve("bin/eyas"), checks, folder);
    if (options.has("rollback")) {
      return command.rollback(artifact);
    }
    if (options.has("key") == options.has("unsigned")) {
      throw new UsageException("say who signs the rules: --key cosign.pub, or --unsigned to accept them from anybody");
    }
    return command.pull(artifact, options.has("key") ? Optional.of(Path.of(options.text("key"))) : Optional.empty());
  }
}
