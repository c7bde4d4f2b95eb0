package org.eyas.core.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.eyas.api.rule.RuleDocument;
import org.eyas.api.rule.RuleProvider;
import org.eyas.core.part.BundleFaults;
import org.eyas.core.part.EngineServices;
import org.eyas.core.setting.EngineException;
import org.eyas.core.setting.EngineSettings;
import org.eyas.core.source.NoDriverSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rule files that a start accepts. */
class RunPreparationTest {
  private static final String AUDIT = "- required_plugin_versions: [{name: k8saudit, version: 0.7.0}]\n";
  private static final String OF_NO_SOURCE =
      "- {rule: r, desc: d, condition: ka.verb = get, output: o, priority: INFO, source: k8s_audit}\n";

  private static RunPreparation start(Map<String, Object> settings, String... texts) {
    EngineSettings engine = EngineSettings.of(settings);
    EngineServices parts = new EngineServices(BundleFaults.outsideFramework());
    List<RuleDocument> documents = List.of(texts).stream().map(text -> new RuleDocument("test.yaml", text)).toList();
    parts.bindSource(new NoDriverSource(), Map.of());
    parts.bindRules(() -> documents, Map.of());
    return new RunPreparation(parts, engine, new GenerationBuilder(parts, engine));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing\n", "- list: names\n  items: [a]\n", OF_NO_SOURCE})
  void aFileWithoutARuleThatCouldFireIsNoMistake(String text) throws Exception {
    assertEquals(List.of(), start(Map.of(), text).load().loaded().rules());
  }

  @Test
  void aStartWithoutRuleFilesFails() {
    EngineException refused = assertThrows(EngineException.class, () -> start(Map.of()).load());
    assertEquals(
        "You must specify at least one rules file/directory via -r or a rules_file entry in falco.yaml"
            + " (no rule files were found; name them with -r or under rules_files, or set eyas.rules.shipped to always)",
        refused.getMessage());
  }

  @Test
  void aFolderOfRulesMayBeEmpty() throws Exception {
    EngineSettings engine = EngineSettings.of(Map.of());
    EngineServices parts = new EngineServices(BundleFaults.outsideFramework());
    parts.bindSource(new NoDriverSource(), Map.of());
    parts.bindRules(new RuleProvider() {
      @Override
      public List<RuleDocument> documents() {
        return List.of();
      }

      @Override
      public boolean mayBeEmpty() {
        return true;
      }
    }, Map.of());
    RunPreparation start = new RunPreparation(parts, engine, new GenerationBuilder(parts, engine));
    assertEquals(List.of(), start.load().loaded().rules());
  }

  @Test
  void aRequiredPluginMustBeConfigured() throws Exception {
    EngineException refused = assertThrows(EngineException.class, () -> start(Map.of(), AUDIT).load());
    assertEquals("Plugin requirement not satisfied, must load one of: k8saudit (>= 0.7.0)", refused.getMessage());
    start(Map.of("plugins", new String[] {"container", "k8saudit"}), AUDIT).load();
  }
}
