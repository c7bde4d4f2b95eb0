package org.eyas.rules.sigma;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.eyas.api.rule.Diagnostic;
import org.eyas.api.rule.LoadReport;
import org.eyas.api.rule.RuleDocument;
import org.eyas.api.rule.RuleReadException;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.syscall.SyscallFields;
import org.eyas.engine.rules.LoadContext;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.RuleLoader;
import org.eyas.engine.ruletest.TestEnvironment;
import org.eyas.engine.ruletest.TestSuiteRunner;
import org.eyas.engine.ruletest.report.TestFileResult;
import org.eyas.rules.sigma.convert.RuleConverter;
import org.eyas.rules.sigma.convert.SigmaConversion;
import org.eyas.rules.sigma.convert.SigmaFile;
import org.eyas.rules.sigma.convert.SigmaRuleFilter;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** Converts Sigma rules with the mapping that ships, and evaluates them as the engine does, on events that are written down. */
public final class SigmaBench {
  private SigmaBench() {}

  /** The conversion of files with these texts, which are named 1.yml, 2.yml and so on. */
  public static SigmaConversion convert(String... texts) {
    List<SigmaFile> files = new ArrayList<>();
    for (String text : texts) {
      files.add(new SigmaFile(files.size() + 1 + ".yml", text));
    }
    try {
      return RuleConverter.convert(files, SigmaMappingFiles.with(List.of()), SigmaRuleFilter.ALL);
    } catch (RuleReadException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The only rule of a text, which the converter must accept. */
  public static Map<String, Object> rule(String... texts) {
    SigmaConversion conversion = convert(texts);
    assertEquals(List.of(), conversion.files().stream().flatMap(file -> file.parked().stream()).toList());
    return conversion.files().stream().flatMap(file -> file.rules().stream()).findFirst().orElseThrow().keys();
  }

  /** The reason for which one rule of these texts is parked. */
  public static String parked(String... texts) {
    SigmaConversion conversion = convert(texts);
    assertEquals(1, conversion.parked());
    return conversion.files().stream().flatMap(file -> file.parked().stream()).findFirst().orElseThrow().reason();
  }

  /** A rule of a category with this detection, whose lines are indented by nothing. */
  public static String sigma(String category, String detection) {
    return "title: Rule\nlogsource:\n  product: linux\n  category: " + category + "\ndetection:\n" + detection.indent(2);
  }

  /** The context in which the engine loads rules. */
  static LoadContext context() {
    SequencedMap<String, FieldCatalog> catalogs = new LinkedHashMap<>();
    catalogs.put("syscall", new FieldCatalog(new ArrayList<>(SyscallFields.providers())));
    return new LoadContext(catalogs);
  }

  /** Loads documents as the engine does; they must be accepted without a warning, except for parked rules. */
  public static LoadResult load(List<RuleDocument> documents) {
    LoadResult loaded = RuleLoader.load(documents, context());
    for (LoadReport.Result result : loaded.report().results()) {
      assertEquals(List.of(), result.errors(), result.document());
      assertEquals(List.of(), result.schemaWarnings(), result.document());
      for (Diagnostic warning : result.warnings()) {
        assertEquals("LOAD_WARNING_EXTENSION", warning.code(), warning.toString());
      }
    }
    return loaded;
  }

  /**
   * Evaluates rules on events, and fails if not exactly the expected ones fire.
   *
   * @param expected for each event, which is a map of fields, the names of the rules
   */
  public static void assertFires(List<RuleDocument> documents, Map<Map<String, Object>, List<String>> expected) {
    List<Map<String, Object>> tests = new ArrayList<>();
    expected.forEach(
        (event, rules) -> tests.add(Map.of("name", tests.size() + ": " + event, "events", List.of(event), "expect", rules)));
    run(documents, new Yaml(escaping()).dump(Map.of("tests", tests)));
  }

  private static DumperOptions escaping() {
    DumperOptions options = new DumperOptions();
    options.setNonPrintableStyle(DumperOptions.NonPrintableStyle.ESCAPE);
    return options;
  }

  /** Runs a file of unit tests on rules; all must pass. */
  public static void run(List<RuleDocument> documents, String tests) {
    try {
      Path file = Files.createTempFile("sigma", "_test.yaml");
      Files.writeString(file, tests);
      TestEnvironment bench = new TestEnvironment(context(), documents, List.of(), Optional.empty());
      TestFileResult result = new TestSuiteRunner(bench, false).run(List.of(file.toString())).getFirst();
      Files.delete(file);
      assertEquals(List.of(), result.faults());
      List<String> failures = new ArrayList<>();
      result.tests().forEach(test -> test.failures().forEach(
          failure -> failures.add(test.name() + ": " + failure.message() + " " + String.join(" ", failure.details()))));
      assertEquals(List.of(), failures);
      assertTrue(!result.tests().isEmpty(), "no tests were run");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
