package org.eyas.launcher;

import java.util.Arrays;
import java.util.List;

/**
 * A command line that {@code --help} and the manual pages show.
 *
 * @param line the line as a user types it into a shell
 */
record CommandExample(String line, String effect) {
  private static final List<CommandExample> ALL =
      List.of(
          new CommandExample("eyas", "Watch this machine with the configuration in /etc/eyas/eyas.yaml."),
          new CommandExample("eyas -r my_rules.yaml -o json_output=true", "Use other rules, and print alerts as JSON."),
          new CommandExample("eyas -e capture.scap -r my_rules.yaml", "Find what the rules find in a capture file, and exit."),
          new CommandExample("eyas -V my_rules.yaml", "Check a rules file, and exit."),
          new CommandExample("eyas test rules.d/*_test.yaml", "Run all tests of a folder."),
          new CommandExample("eyas test -r my_rules.yaml -v shell_test.yaml",
              "Test rules that are not installed; list every test."),
          new CommandExample("eyas explain 'Read sensitive file untrusted' -e capture.scap",
              "List the events of a capture for which the rule fires or nearly fires."),
          new CommandExample("eyas explain 'Read sensitive file untrusted' -e capture.scap --event 4711",
              "Show why it fires for one."),
          new CommandExample("eyas k8saudit policy > policy.yaml", "Write the audit policy for the API server."),
          new CommandExample("eyas pushdown -e capture.scap", "Count the events of a capture that the rules need."),
          new CommandExample("eyas sigma convert sigma/rules/linux > sigma_rules.yaml", "Convert a folder of Sigma rules."),
          new CommandExample("eyas compare falco.jsonl eyas.jsonl", "Show the alerts that only one of two files has."),
          new CommandExample("eyas compare -e capture.scap -r my_rules.yaml",
              "Run Falco and Eyas on a capture, and compare them."),
          new CommandExample("eyas import-falco --check", "Show what would be taken from /etc/falco."),
          new CommandExample("eyas pull-rules registry.example.org/rules:1 --key cosign.pub",
              "Pull rules that this key has signed."),
          new CommandExample("eyas pull-rules registry.example.org/rules --rollback", "Go back to the rules before."),
          new CommandExample("eyas run -- ./install.sh --quiet", "Watch a script and all that it starts."),
          new CommandExample("eyas run -p 4711", "Watch a process that runs, until it ends."),
          new CommandExample("eyas completion zsh > ~/.zsh/_eyas", "Write it to a folder of fpath."),
          new CommandExample("eyas help alerts", "Print the help of eyas alerts."),
          new CommandExample("eyas demo", "See a few alerts."),
          new CommandExample("eyas driver check", "See which drivers work here, and why the others do not."),
          new CommandExample("eyas status", "See whether everything works."),
          new CommandExample("eyas reload", "Use changed rules and configuration."),
          new CommandExample("eyas stop", "End the engine."),
          new CommandExample("eyas bundles install ./acme-output-1.2.jar", "Add a bundle while the engine runs."),
          new CommandExample("eyas bundles stop output-file", "Stop an output for now."),
          new CommandExample("eyas rules show 'Terminal shell in container'",
              "See the condition, the matches and the cost of a rule."),
          new CommandExample("eyas rules disable 'Contact cloud metadata service from container'", "Switch a rule off."),
          new CommandExample("eyas rules try my_rules.yaml --rule 'My rule'",
              "See what a rule finds in the events of the journal."),
          new CommandExample("eyas sources use kmod", "Switch to the kernel module; no event is lost."),
          new CommandExample("eyas completeness --since 2h", "See what each rule missed in the last two hours."),
          new CommandExample("eyas completeness 'Terminal shell in container'", "See each minute of one rule."),
          new CommandExample("eyas outputs test http", "Send a test alert."),
          new CommandExample("eyas mute", "See what is muted, and what that hid."),
          new CommandExample("eyas mute end m1", "Let the alerts of a mute come again."),
          new CommandExample("eyas alerts -q 'priority>=warning proc.name:curl since:2h' -n 50",
              "Search the alerts of two hours."),
          new CommandExample("eyas alerts follow --json", "Print new alerts for another program."),
          new CommandExample("eyas alerts show 4711", "See the processes of an alert, and why its rule fired."),
          new CommandExample("eyas top -q since:10m", "Watch the engine; count only the alerts of the last ten minutes."),
          new CommandExample("eyas top --count 1 --json", "Get all figures once, for a script."),
          new CommandExample("eyas health", "Exit with 1 if something does not work."),
          new CommandExample("eyas journal record --seconds 600 --mb 64", "Record events for ten minutes."),
          new CommandExample("eyas config get json_output", "See a value and where it is set."),
          new CommandExample("eyas config set json_output true", "Change a key in the file."),
          new CommandExample("eyas audit -n 20", "See the last 20 changes."));

  /** The examples of a command. */
  static List<CommandExample> of(Subcommand command) {
    return ALL.stream().filter(example -> example.words()[0].equals(command.name())).toList();
  }

  /** The examples of a run, which has no command. */
  static List<CommandExample> ofRun() {
    return ALL.stream().filter(example -> Subcommand.of(example.words()).isEmpty()).toList();
  }

  /** The words after eyas, separated at blanks. */
  private String[] words() {
    String[] all = line.split(" ");
    return all.length == 1 ? new String[] {""} : Arrays.copyOfRange(all, 1, all.length);
  }
}
