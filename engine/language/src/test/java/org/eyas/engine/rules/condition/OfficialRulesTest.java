package org.eyas.engine.rules.condition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.SequencedMap;
import java.util.Set;
import org.eyas.api.field.FieldProvider;
import org.eyas.api.rule.LoadReport;
import org.eyas.api.rule.RuleDocument;
import org.eyas.engine.check.CheckException;
import org.eyas.engine.check.ConditionChecker;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.syscall.SyscallFields;
import org.eyas.engine.lint.LikelyMistakes;
import org.eyas.engine.rules.FactsFields;
import org.eyas.engine.rules.LoadContext;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.engine.rules.RuleLoader;
import org.eyas.engine.rules.report.LoadReportText;
import org.eyas.engine.syntax.Parser;
import org.eyas.engine.syntax.SyntaxException;
import org.eyas.testkit.reference.SharedFiles;
import org.junit.jupiter.api.Test;

/** The rule files that are shipped with Falco load unchanged. */
class OfficialRulesTest {
  private static final List<String> SYSCALL_FILES =
      List.of("falco_rules.yaml", "falco-incubating_rules.yaml", "falco-sandbox_rules.yaml");

  @Test
  void loadsAllSyscallRules() throws IOException {
    LoadResult result = load(SYSCALL_FILES);
    assertEquals(List.of(), errors(result));
    assertEquals(93, result.rules().size());
    assertEquals(81, result.rules().stream().filter(LoadedRule::enabled).count());
    assertEquals("", result.missingPlugin());
  }

  @Test
  void followsTheSchema() throws IOException {
    for (LoadReport.Result each : load(SYSCALL_FILES).report().results()) {
      assertEquals("ok", LoadReportText.schema(each), each.document());
    }
  }

  @Test
  void countsTheRulesOfEachFile() throws IOException {
    assertEquals(25, load(SYSCALL_FILES.subList(0, 1)).rules().size());
    assertEquals(31, load(SYSCALL_FILES.subList(1, 2)).rules().size());
    assertEquals(37, load(SYSCALL_FILES.subList(2, 3)).rules().size());
  }

  @Test
  void warnsOnlyAboutUnusedMacrosAndLists() throws IOException {
    LoadResult result = load(SYSCALL_FILES);
    List<String> codes = new ArrayList<>();
    for (LoadReport.Result each : result.report().results()) {
      each.warnings().forEach(warning -> codes.add(warning.code()));
    }
    codes.removeAll(List.of("LOAD_UNUSED_MACRO", "LOAD_UNUSED_LIST"));
    assertEquals(List.of(), codes);
  }

  @Test
  void takesNothingInThemForAMistake() throws IOException {
    List<String> files = new ArrayList<>(SYSCALL_FILES);
    files.add("k8s_audit_rules.yaml");
    assertEquals(List.of(), LikelyMistakes.of(load(files), Set.copyOf(files)));
  }

  @Test
  void addsTheSuggestedFieldsToEveryOutput() throws IOException {
    for (LoadedRule rule : load(SYSCALL_FILES).rules()) {
      assertTrue(
          rule.written()
              .compiledOutput()
              .endsWith(
                  " container_id=%container.id container_name=%container.name"
                      + " container_image_repository=%container.image.repository"
                      + " container_image_tag=%container.image.tag"
                      + " k8s_pod_name=%k8s.pod.name k8s_ns_name=%k8s.ns.name"),
          rule.written().compiledOutput());
    }
  }

  @Test
  void parksTheAuditRulesAndWarnsAboutEach() throws IOException {
    LoadResult result = load(List.of("k8s_audit_rules.yaml"));
    assertEquals(List.of(), errors(result));
    assertEquals(0, result.rules().size());
    assertEquals(48, result.parked().size());
    assertEquals("no event source 'k8s_audit'", result.parked().getFirst().reason());
    long warnings =
        result.report().results().getFirst().warnings().stream()
            .filter(warning -> warning.code().equals("LOAD_UNKNOWN_SOURCE"))
            .count();
    assertEquals(48, warnings);
    assertEquals("", result.missingPlugin());
  }

  @Test
  void printsHowLongLoadingTakes() throws IOException {
    List<String> files = new ArrayList<>(SYSCALL_FILES);
    files.add("k8s_audit_rules.yaml");
    List<RuleDocument> documents = documents(files);
    SequencedMap<String, FieldCatalog> sources = sources();
    long best = Long.MAX_VALUE;
    long first = 0;
    for (int i = 0; i < 10; i++) {
      long start = System.nanoTime();
      assertTrue(RuleLoader.load(documents, new LoadContext(sources)).successful());
      long took = System.nanoTime() - start;
      first = i == 0 ? took : first;
      best = Math.min(best, took);
    }
    System.out.println("four rule files: first " + first / 1_000_000 + " ms, best " + best / 1_000_000 + " ms");
    assertTrue(best < 3_000_000_000L, "loading took " + best / 1_000_000 + " ms");
  }

  @Test
  void damagedConditionsAreLoadedOrReported() throws IOException {
    long seed = Long.getLong("eyas.seed", System.nanoTime());
    System.out.println("OfficialRulesTest seed " + seed);
    Random random = new Random(seed);
    FieldCatalog catalog = sources().get("syscall");
    List<String> conditions = load(SYSCALL_FILES).rules().stream().map(rule -> SyntaxTreeText.of(rule.written().tree())).toList();
    String inserts = "()[]'\",\\=!<>* \0\ud800\n";
    int accepted = 0;
    for (int i = 0; i < 3_000; i++) {
      StringBuilder text = new StringBuilder(conditions.get(random.nextInt(conditions.size())));
      for (int n = random.nextInt(3); n >= 0; n--) {
        int at = random.nextInt(text.length());
        int end = Math.min(text.length(), at + random.nextInt(20));
        String instead = String.valueOf(inserts.charAt(random.nextInt(inserts.length())));
        text.replace(at, end, random.nextBoolean() ? "" : instead);
      }
      accepted += isAccepted(text.toString(), catalog, seed) ? 1 : 0;
    }
    assertTrue(accepted > 100 && accepted < 2_900, accepted + " accepted, seed " + seed);
  }

  private static boolean isAccepted(String condition, FieldCatalog catalog, long seed) {
    try {
      ConditionChecker.check(Parser.parse(condition), catalog);
      return true;
    } catch (SyntaxException | CheckException e) {
      return false;
    } catch (RuntimeException | Error e) {
      throw new AssertionError("seed " + seed + ": " + condition, e);
    }
  }

  private static LoadResult load(List<String> files) throws IOException {
    return RuleLoader.load(documents(files), new LoadContext(sources()));
  }

  private static SequencedMap<String, FieldCatalog> sources() throws IOException {
    List<FieldProvider> providers = new ArrayList<>(SyscallFields.providers());
    providers.add(FactsFields.container());
    SequencedMap<String, FieldCatalog> sources = new LinkedHashMap<>();
    sources.put("syscall", new FieldCatalog(providers));
    return sources;
  }

  private static List<RuleDocument> documents(List<String> files) throws IOException {
    List<RuleDocument> documents = new ArrayList<>();
    for (String file : files) {
      documents.add(new RuleDocument(file, Files.readString(SharedFiles.require("rules/" + file))));
    }
    return documents;
  }

  private static List<String> errors(LoadResult result) {
    List<String> errors = new ArrayList<>();
    for (LoadReport.Result each : result.report().results()) {
      if (!each.errors().isEmpty()) {
        errors.add(LoadReportText.verbose(each));
      }
    }
    return errors;
  }
}
