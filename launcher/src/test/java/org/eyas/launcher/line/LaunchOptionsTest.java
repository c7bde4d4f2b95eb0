package org.eyas.launcher.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eyas.launcher.help.HelpText;
import org.junit.jupiter.api.Test;

class LaunchOptionsTest {
  private static Map<String, String> properties(String... args) throws UsageException {
    return LaunchOptions.parse(args).properties();
  }

  private static String failure(String... args) {
    return assertThrows(UsageException.class, () -> LaunchOptions.parse(args)).getMessage();
  }

  @Test
  void numbersRepeatedOptionsInTheirOrder() throws UsageException {
    Map<String, String> properties = properties("-r", "b.yaml", "-r", "a.yaml", "-o", "x=1", "--option", "y=a=b");
    assertEquals("b.yaml", properties.get("eyas.option.rules.0"));
    assertEquals("a.yaml", properties.get("eyas.option.rules.1"));
    assertEquals("x=1", properties.get("eyas.option.set.0"));
    assertEquals("y=a=b", properties.get("eyas.option.set.1"));
  }

  @Test
  void takesAValueThatIsGluedToItsOption() throws UsageException {
    Map<String, String> properties = properties("-pc", "-ojson_output=true", "-M45");
    assertEquals("c", properties.get("eyas.option.print"));
    assertEquals("json_output=true", properties.get("eyas.option.set.0"));
    assertEquals("45", properties.get("eyas.option.duration"));
  }

  @Test
  void upperAndLowerCaseAreDifferentOptions() throws UsageException {
    assertEquals(Set.of("eyas.args", "eyas.option.verbose"), properties("-v").keySet());
    assertEquals("f", properties("-V", "f").get("eyas.option.validate.0"));
    assertEquals("f", properties("-l", "f").get("eyas.option.describe.rule"));
  }

  @Test
  void shortFormOfAKeyIsAppliedBeforeTheUsersOverrides() throws UsageException {
    Map<String, String> properties = properties("-o", "a=1", "-S", "120", "-A", "-b");
    assertEquals("base_syscalls.all=true", properties.get("eyas.option.set.0"));
    assertEquals("falco_libs.snaplen=120", properties.get("eyas.option.set.1"));
    assertEquals("buffer_format_base64=true", properties.get("eyas.option.set.2"));
    assertEquals("a=1", properties.get("eyas.option.set.3"));
  }

  @Test
  void optionWithoutEffectCausesAWarning() throws UsageException {
    Map<String, String> properties = properties("--cri", "/run/a.sock", "--cri", "/run/b.sock", "-k", "https://api");
    assertEquals(
        "option --cri has no effect: name the sockets in the init_config of the plugin 'container' (key plugins)",
        properties.get("eyas.warning.0"));
    assertTrue(properties.getOrDefault("eyas.warning.1", "").startsWith("option -k has no effect: "));
    assertEquals(3, properties.size(), properties::toString);
    assertEquals(
        "--markdown is deprecated, use --format markdown instead.", properties("--markdown").get("eyas.warning.0"));
  }

  @Test
  void optionOfAMissingFunctionIsRejected() {
    assertEquals(
        "option -g: events from gVisor are not supported, as in Falco since 0.44", failure("--gvisor-config", "x.json"));
  }

  @Test
  void aWrongValueIsNamedWithTheOptionAndWhatIsAllowed() {
    assertEquals("option -S needs a whole number (bytes), not 'much'", failure("-S", "much"));
    assertEquals("option -M needs a number (seconds), not 'soon'", failure("-M", "soon"));
    assertEquals(
        "Error parsing config option \"json_output\". Must be of the form key=val or key.subkey=val",
        failure("-o", "json_output"));
    assertEquals(
        "option --format: Invalid format 'xml'. Valid values are: text, markdown, json", failure("--format", "xml"));
  }

  @Test
  void optionsThatContradictEachOtherAreRefused() {
    assertEquals(
        "You can not specify both disabled (-D/-T) and enabled (-t) rules", failure("-t", "a", "-D", "b"));
    assertEquals(
        "Cannot specify both --markdown and --format options together", failure("--markdown", "--format", "json"));
  }

  @Test
  void optionsThatAreNotGivenHaveNoProperty() throws UsageException {
    assertEquals(Map.of("eyas.args", ""), properties());
    assertFalse(LaunchOptions.parse().has("version"));
  }

  @Test
  void keepsTheWholeLine() throws UsageException {
    assertEquals("-r a.yaml -v", properties("-r", "a.yaml", "-v").get("eyas.args"));
  }

  @Test
  void namesWhatIsWrong() {
    assertEquals("unknown option '--rulez'; see --help", failure("--rulez"));
    assertEquals("unknown option '--vers'; did you mean '--version'?", failure("--vers"));
    assertEquals("unknown option '--lst-events'; did you mean '--list-events'?", failure("--lst-events=x"));
    assertEquals("unexpected argument 'tset'; did you mean 'test'?", failure("tset", "-v"));
    assertEquals("option -r needs a value: -r <path>", failure("-r"));
    assertEquals("unexpected argument 'rules.yaml'; see --help", failure("rules.yaml"));
    assertEquals("option -c is given more than once", failure("-c", "a", "-c", "b"));
  }

  @Test
  void theHelpNamesEveryOption() {
    String help = HelpText.render();
    Set<String> keys = new HashSet<>();
    for (OptionDefinition argument : OptionTable.ALL) {
      for (String spelling : argument.spellings()) {
        assertTrue(help.matches("(?s).*[ ,]" + spelling + "[ ,\\[\n].*"), spelling);
      }
      assertTrue(keys.add(argument.key()), "two options of the key " + argument.key());
    }
  }

  @Test
  void subcommandHasItsOwnOptionsAndOperands() throws UsageException {
    Map<String, String> properties = properties("test", "a_test.yaml", "-v", "--junit", "out.xml", "b");
    assertEquals("test", properties.get("eyas.command"));
    assertEquals("a_test.yaml", properties.get("eyas.option.operand.0"));
    assertEquals("b", properties.get("eyas.option.operand.1"));
    assertEquals("out.xml", properties.get("eyas.option.junit"));
    assertEquals("unknown option '-M'; see eyas test --help", failure("test", "-M", "3"));
    assertEquals("command 'test' must be the first word: eyas test [OPTION...]", failure("-v", "test"));
  }

  @Test
  void aSubcommandSaysWhichComponentDoesItAndWhatThatNeeds() throws UsageException {
    Map<String, String> properties = properties("rules", "lint", "a.yaml", "--json", "-r", "b.yaml");
    assertEquals("lint", properties.get("eyas.command"));
    assertEquals("RULES", properties.get("eyas.command.needs"));
    assertEquals("operand,rules,json", properties.get("eyas.command.keys"));
    assertEquals("NOTHING", properties("import-falco").get("eyas.command.needs"));
    assertEquals("eyas.k8saudit.input=-", properties("k8saudit", "policy", "-o", "a=b").get("eyas.option.set.0"));
    assertEquals(CommandPlace.ENGINE, LaunchOptions.parse("rules", "list").place());
    assertEquals(CommandPlace.ENGINE, LaunchOptions.parse("rules").place());
    assertFalse(properties("rules", "list").containsKey("eyas.command.needs"));
  }

  @Test
  void theLineOfASubcommandIsChecked() throws UsageException {
    assertEquals("say what to do: eyas k8saudit policy [-r RULES]", failure("k8saudit"));
    assertEquals("name the Sigma rules: eyas sigma convert FILE|DIR...", failure("sigma", "convert"));
    assertEquals("name the Sigma rules: eyas sigma convert FILE|DIR...", failure("sigma", "print", "a"));
    assertEquals("name the rules with -r: eyas pushdown [-r RULES] [-e CAPTURE]", failure("pushdown", "rules.yaml"));
    assertEquals("name the files of rules: eyas rules lint FILE... [-r RULES]", failure("rules", "lint"));
    assertEquals("say where the event is: -e CAPTURE, or --test FILE --case NAME", failure("explain", "a rule"));
    assertEquals(
        "say where the event is: -e CAPTURE, or --test FILE --case NAME", failure("explain", "a", "-e", "x", "--test", "y"));
    assertTrue(failure("explain", "-e", "x.scap").startsWith("name one rule: "));
    assertTrue(failure("test").startsWith("name the files of tests, "));
    assertTrue(failure("run").startsWith("name either a command or processes: "));
    assertTrue(failure("run", "-p", "1", "ls").startsWith("name either a command or processes: "));
    assertTrue(LaunchOptions.parse("test", "--help").has("help"), "a line that only asks for help is not checked");
  }

  @Test
  void helpNamesEverySubcommandAndItsOptions() {
    assertTrue(HelpText.render().contains("\n  eyas explain RULE [OPTION...]\n"), HelpText::render);
    String help = HelpText.render(CommandTable.named("test").orElseThrow());
    assertTrue(help.startsWith("Run unit tests of rules.\nUsage:\n  eyas test FILE|DIR... [OPTION...]\n"), help);
    assertTrue(help.contains("--junit <file>"), help);
  }

  private static String command(String... args) throws UsageException {
    return String.join(" ", LaunchOptions.parse(args).operands());
  }

  @Test
  void theCommandOfRunKeepsItsOptions() throws UsageException {
    assertEquals("ls -l -r x", command("run", "ls", "-l", "-r", "x"));
    assertEquals("gcc -ofile -- y", command("run", "-r", "a.yaml", "-oa=b", "--", "gcc", "-ofile", "--", "y"));
    assertEquals("-x", command("run", "--", "-x"));
    assertEquals("", command("run", "-p", "12"));
    Map<String, String> properties = properties("run", "-r", "a.yaml", "-o", "log_level=info", "ls", "-o", "c=d");
    assertEquals("a.yaml", properties.get("eyas.option.rules.0"));
    assertEquals("log_level=warning", properties.get("eyas.option.set.0"));
    assertEquals("log_level=info", properties.get("eyas.option.set.2"));
    assertEquals("run", properties.get("eyas.command"));
    assertTrue(failure("run", "--verbos", "ls").startsWith("unknown option '--verbos'"));
    assertTrue(failure("run", "-p").startsWith("option -p needs a value"));
  }

  @Test
  void checksAndLookupsAndSubcommandsRunNoEngine() throws UsageException {
    assertTrue(LaunchOptions.parse().runsEngine());
    assertTrue(LaunchOptions.parse("-r", "a.yaml", "--nodriver").runsEngine());
    assertFalse(LaunchOptions.parse("run", "true").runsEngine());
    assertFalse(LaunchOptions.parse("-V", "a.yaml").runsEngine());
    assertFalse(LaunchOptions.parse("--list").runsEngine());
    assertFalse(LaunchOptions.parse("--dry-run").runsEngine());
  }
}
