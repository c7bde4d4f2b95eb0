package org.eyas.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eyas.launcher.compare.CompareCommand;
import org.eyas.launcher.pull.PullRulesCommand;

/** The commands that work on files and need neither the framework nor a running engine. */
final class FileCommands {
  static final Set<String> NAMES = Set.of(Subcommand.COMPARE, Subcommand.PULL_RULES);

  private static final String RULES = "/var/lib/eyas/rules";

  private final PrintStream out;
  private final Path home;

  FileCommands(PrintStream out, Path home) {
    this.out = out;
    this.home = home;
  }

  /** Runs one of these commands and returns the exit code. */
  int run(LaunchOptions options) throws UsageException, IOException, InterruptedException {
    return options.command().equals(Subcommand.COMPARE) ? compare(options) : pullRules(options);
  }

  private int compare(LaunchOptions options) throws UsageException, IOException, InterruptedException {
    CompareCommand command = new CompareCommand(out, options.texts("ignore"));
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
    if (options.operands().size() != 1) {
      throw new UsageException("name one artifact: eyas pull-rules REGISTRY/REPOSITORY:TAG --key cosign.pub");
    }
    String artifact = options.operands().getFirst();
    Path folder = Path.of(options.has("to") ? options.text("to") : RULES);
    List<String> checks = options.has("config") ? List.of("-c", options.text("config")) : List.of();
    PullRulesCommand command = new PullRulesCommand(out, home.resolve("bin/eyas"), checks, folder);
    if (options.has("rollback")) {
      return command.rollback(artifact);
    }
    if (options.has("key") == options.has("unsigned")) {
      throw new UsageException("say who signs the rules: --key cosign.pub, or --unsigned to accept them from anybody");
    }
    return command.pull(artifact, options.has("key") ? Optional.of(Path.of(options.text("key"))) : Optional.empty());
  }
}
