package org.eyas.config.load;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eyas.api.config.RefusedException;
import org.eyas.config.LoadedConfiguration;
import org.eyas.config.key.KeyDefinition;
import org.eyas.config.key.KeyTable;
import org.eyas.config.yaml.ConfigException;
import org.eyas.config.yaml.YamlEditor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Mistakes in a change of a running engine's configuration, or in an {@code -o}, are rejected. */
class MistakesTest {
  private static final String SOUND = "json_output: false\nengine: {kind: modern_ebpf}\n";

  @TempDir Path folder;

  static List<KeyDefinition> keys() {
    return KeyTable.all().keys();
  }

  private LoadedConfiguration reading(String text) throws IOException, ConfigException {
    Path file = folder.resolve("eyas.yaml");
    ConfigLoader loader = new ConfigLoader(name -> null, List.of(), Map.of(file, text));
    return new LoadedConfiguration(loader, loader.load(file.toString(), List.of()), Map.of());
  }

  /** The error for one {@code -o}. */
  private static String refusedOption(String option) {
    return String.valueOf(
        assertThrows(ConfigException.class, () -> new ConfigLoader(name -> null, List.of()).load("", List.of(option)), option)
            .getMessage());
  }

  /** Why a change from one text to another is rejected. */
  private String refusal(String before, String after) {
    Exception refused = assertThrows(Exception.class, () -> reading(after).refuseNewMistakes(reading(before)), after);
    assertTrue(refused instanceof RefusedException || refused instanceof ConfigException, refused.toString());
    return String.valueOf(refused.getMessage()).replace(folder + "/", "");
  }

  private static String wrong(KeyDefinition key) {
    return switch (key.type().kind()) {
      case FLAG, WHOLE, DECIMAL, ONE, ADDRESS, MAP, MAPS, FIELDS -> "maybe";
      case TEXT, TEXTS -> "{a: b}";
      case TEXTS_OR_MAPS -> "[[a]]";
      case MAP_OR_TEXT -> "[a]";
    };
  }

  @ParameterizedTest
  @MethodSource("keys")
  void aValueOfAnotherTypeIsRefusedOfEveryKey(KeyDefinition key) throws Exception {
    String path = key.name().replace("[]", "[0]");
    String message = refusal(SOUND, YamlEditor.withKey(SOUND, path, wrong(key)));
    assertTrue(message.contains("'" + path + "'") || misses(message), message);
  }

  // An entry of a list that has no name is rejected for that reason first.
  private static boolean misses(String message) {
    return Stream.of("has no path", "has no name", "has no output", "].name' must be").anyMatch(message::contains);
  }

  @ParameterizedTest
  @MethodSource("keys")
  void aKeyThatIsMisspeltIsRefusedWithWhatWasMeant(KeyDefinition key) throws Exception {
    String path = key.name().replace("[]", "[0]");
    String what = "unknown key '" + path + "x' (did you mean '" + path.substring(path.lastIndexOf('.') + 1, path.length() - 1);
    String message = refusal(SOUND, YamlEditor.withKey(SOUND, path + "x", "true"));
    assertTrue(message.contains(what) || misses(message), message);
  }

  @Test
  void anUnknownKeyOfTheCommandLineIsAWarningAsInAFile() throws Exception {
    ConfigLoader loader = new ConfigLoader(name -> null, List.of());
    loader.load("", List.of("json_ouput=true", "append_output[]={extra_outptu: x}"));
    List<String> warnings = loader.warnings();
    assertTrue(warnings.contains("-o json_ouput=true: unknown key 'json_ouput' (did you mean 'json_output'?)"),
        warnings::toString);
    assertTrue(warnings.stream().anyMatch(line -> line.endsWith("(did you mean 'extra_output'?)")), warnings::toString);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
          "json_ouput: true             | unknown key 'json_ouput' (did you mean 'json_output'?)",
          "json_output: maybe           | 'json_output' must be true or false, not 'maybe'",
          "engine: {kind: modern_ebpf, kmod: {buf_size_preset: 99}} | 'engine.kmod.buf_size_preset' must be a whole number from 1 to 10, not '99'",
          "falco_libs: [snaplen]        | 'falco_libs' is a list, it must contain keys",
      })
  void theRefusalNamesTheLineAndNothingElse(String line, String what) {
    assertEquals("eyas.yaml:2: " + what, refusal("priority: info\n", "priority: info\n" + line + "\n"));
  }

  @Test
  void theCommandLineIsCheckedAsAFileIs() {
    String engine = "engine.kmod.buf_size_preset=99";
    String what = "'engine.kmod.buf_size_preset' must be a whole number from 1 to 10, not '99'";
    ConfigException refused =
        assertThrows(
            ConfigException.class,
            () -> new ConfigLoader(name -> null, List.of()).load("", List.of("engine.kind=modern_ebpf", engine)));
    assertEquals("Error parsing config option \"" + engine + "\": " + what, refused.getMessage());
    assertTrue(refusedOption("json_output=maybe").endsWith("'json_output' must be true or false, not 'maybe'"));
  }

  @Test
  void aKeyThatIsWrittenTwiceIsRefused() {
    assertEquals("eyas.yaml:2: key 'priority' occurs twice", refusal("", "priority: info\npriority: error\n"));
  }

  @Test
  void existingMistakesDoNotPreventAChange() throws Exception {
    String before = "newer: {key: 1}\njson_output: perhaps\n";
    LoadedConfiguration changed = reading("priority: info\n" + before);
    assertDoesNotThrow(() -> changed.refuseNewMistakes(reading(before)));
    assertEquals(2, changed.loader().mistakes().size());
    assertEquals("eyas.yaml:3: unknown key 'other'", refusal(before, before + "other: 1\n"));
  }

  @Test
  void aChangeWithoutMistakesIsTaken() throws Exception {
    String other = Files.readString(Path.of("../../dist/src/main/dist/etc/eyas.yaml"));
    assertDoesNotThrow(() -> reading(other).refuseNewMistakes(reading(SOUND)));
  }
}
