package org.eyas.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
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
  void refusesOptionsOfFalcoThatHaveNoEffectYet() {
    assertEquals("option --list is not supported yet; see --help for those that are", failure("--list=syscall"));
    assertEquals("option -A is not supported yet; see --help for those that are", failure("-A"));
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
    assertEquals("unknown option '--vers'; see --help", failure("--vers"));
    assertEquals("option -r needs a value: -r <path>", failure("-r"));
    assertEquals("unexpected argument 'rules.yaml'; see --help", failure("rules.yaml"));
    assertEquals("option -c is given more than once", failure("-c", "a", "-c", "b"));
  }

  @Test
  void theHelpNamesEveryOption() {
    String help = HelpText.render();
    Set<String> keys = new HashSet<>();
    for (Argument argument : LaunchOptions.ARGUMENTS) {
      assertTrue(help.contains(argument.display()), argument.display());
      assertTrue(keys.add(argument.key()), "two options of the key " + argument.key());
    }
  }

  @Test
  void aSubcommandHasItsOwnOptionsAndKeepsTheWordsBehindIt() throws UsageException {
    Map<String, String> properties = properties("test", "a_test.yaml", "-v", "--junit", "out.xml", "b");
    assertEquals("test", properties.get("eyas.command"));
    assertEquals("a_test.yaml", properties.get("eyas.option.operand.0"));
    assertEquals("b", properties.get("eyas.option.operand.1"));
    assertEquals("out.xml", properties.get("eyas.option.junit"));
    assertEquals("unknown option '-M'; see eyas test --help", failure("test", "-M", "3"));
    assertEquals("unexpected argument 'test'; see --help", failure("-v", "test"));
  }

  @Test
  void helpNamesEverySubcommandAndItsOptions() {
    assertTrue(HelpText.render().contains("\n  eyas explain RULE [OPTION...]\n"), HelpText::render);
    String help = HelpText.render(Subcommand.named("test").orElseThrow());
    assertTrue(help.startsWith("Run unit tests of rules.\nUsage:\n  eyas test FILE|DIR... [OPTION...]\n"), help);
    assertTrue(help.contains("--junit <file>"), help);
  }
}
