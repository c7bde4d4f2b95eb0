package org.eyas.launcher;

import java.util.Arrays;
import java.util.List;

/**
 * A command line that {@code --help} and the manual pages show.
 *
 * @param line the line as a user types it into a shell
 */
record Example(String line, String effect) {
  private static final List<Example> ALL =
      List.of(
          new Example("eyas", "Watch this machine with the configuration in /etc/eyas/eyas.yaml."),
          new Example("eyas -r my_rules.yaml -o json_output=true", "Use other rules, and print alerts as JSON."),
          new Example("eyas -e capture.scap -r my_rules.yaml", "Find what the rules find in a capture file, and exit."),
          new Example("eyas -V my_rules.yaml", "Check a rules file, and exit."),
          new Example("eyas test rules.d/*_test.yaml", "Run all tests of a folder."),
          new Example("eyas test -r my_rules.yaml -v shell_test.yaml", "Test rules that are not installed; list every test."),
          new Example("eyas explain 'Read sensitive file untrusted' -e capture.scap",
              "List the events of a capture for which the rule fires or nearly fires."),
          new Example("eyas explain 'Read sensitive file untrusted' -e capture.scap --event 4711", "Show why it fires for one."),
          new Example("eyas k8saudit policy > policy.yaml", "Write the audit policy for the API server."),
          new Example("eyas pushdown -e capture.scap", "Count the events of a capture that the rules need."),
          new Example("eyas sigma convert sigma/rules/linux > sigma_rules.yaml", "Convert a folder of Sigma rules."),
          new Example("eyas compare falco.jsonl eyas.jsonl", "Show the alerts that only one of two files has."),
          new Example("eyas compare -e capture.scap -r my_rules.yaml", "Run Falco and Eyas on a capture, and compare them."),
          new Example("eyas import-falco --check", "Show what would be taken from /etc/falco."),
          new Example("eyas pull-rules registry.example.org/rules:1 --key cosign.pub", "Pull rules that this key has signed."),
          new Example("eyas pull-rules registry.example.org/rules --rollback", "Go back to the rules before."),
          new Example("eyas run -- ./install.sh --quiet", "Watch a script and all that it starts."),
          new Example("eyas run -p 4711", "Watch a process that runs, until it ends."),
          new Example("eyas demo", "See a few alerts."),
          new Example("eyas driver check", "See which drivers work here, and why the others do not."),
          new Example("eyas status", "See whether everything works."),
          new Example("eyas reload", "Use changed rules and configuration."),
          new Example("eyas stop", "End the engine."),
          new Example("eyas bundles install ./acme-output-1.2.jar", "Add a bundle while the engine runs."),
          new Example("eyas bundles stop output-file", "Stop an output for now."),
          new Example("eyas rules show 'Terminal shell in container'", "See the condition, the matches and the cost of a rule."),
          new Example("eyas rules disable 'Contact cloud metadata service from container'", "Switch a rule off."),
          new Example("eyas rules try my_rules.yaml --rule 'My rule'", "See what a rule finds in the events of the journal."),
          new Example("eyas sources use kmod", "Switch to the kernel module; no event is lost."),
          new Example("eyas completeness --since 2h", "See what each rule missed in the last two hours."),
          new Example("eyas completeness 'Terminal shell in container'", "See each minute of one rule."),
          new Example("eyas outputs test http", "Send a test alert."),
          new Example("eyas mute", "See what is muted, and what that hid."),
          new Example("eyas mute end m1", "Let the alerts of a mute come again."),
          new Example("eyas alerts -q 'priority>=warning proc.name:curl since:2h' -n 50", "Search the alerts of two hours."),
          new Example("eyas alerts follow --json", "Print new alerts for another program."),
          new Example("eyas alerts show 4711", "See the processes of an alert, and why its rule fired."),
          new Example("eyas top -q since:10m", "Watch the engine; count only the alerts of the last ten minutes."),
          new Example("eyas top --count 1 --json", "Get all figures once, for a script."),
          new Example("eyas health", "Exit with 1 if something does not work."),
          new Example("eyas journal record --seconds 600 --mb 64", "Record events for ten minutes."),
          new Example("eyas config get json_output", "See a value and where it is set."),
          new Example("eyas config set json_output true", "Change a key in the file."),
          new Example("eyas audit -n 20", "See the last 20 changes."));

  /** The examples of a command. */
  static List<Example> of(Subcommand command) {
    return ALL.stream().filter(example -> example.words()[0].equals(command.name())).toList();
  }

  /** The examples of a run, which has no command. */
  static List<Example> ofRun() {
    return ALL.stream().filter(example -> Subcommand.of(example.words()).isEmpty()).toList();
  }

  /** The words after eyas, separated at blanks. */
  private String[] words() {
    String[] all = line.split(" ");
    return all.length == 1 ? new String[] {""} : Arrays.copyOfRange(all, 1, all.length);
  }
}
