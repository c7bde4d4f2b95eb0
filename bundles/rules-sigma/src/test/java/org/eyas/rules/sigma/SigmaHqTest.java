package org.eyas.rules.sigma;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eyas.api.rule.UntranslatedRule;
import org.eyas.rules.sigma.convert.Conversion;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * The rules of SigmaHQ for Linux, which are not part of Eyas: run it with {@code -Dsigma.rules=DIR}, the folder rules/linux of a
 * checkout. It prints how many rules of each category load.
 */
class SigmaHqTest {
  private static final double LEAST = 0.95;

  @Test
  void nearlyAllRulesOfTheThreeCategoriesLoad() throws Exception {
    String folder = System.getProperty("sigma.rules", "");
    Assumptions.assumeTrue(!folder.isEmpty(), "no rules: -Dsigma.rules=DIR names the folder rules/linux of SigmaHQ's sigma");
    int all = 0;
    int loaded = 0;
    for (String category : List.of("process_creation", "file_event", "network_connection")) {
      Conversion conversion = print(Path.of(folder), category);
      int rules = SigmaBench.load(conversion.documents()).rules().size();
      assertTrue(rules == conversion.converted(), category);
      loaded += rules;
      all += rules + conversion.parked();
    }
    print(Path.of(folder), "auditd");
    System.out.println(loaded + " of " + all + " rules of the three categories load");
    assertTrue(all > 100 && loaded >= LEAST * all, loaded + " of " + all);
  }

  private static Conversion print(Path folder, String category) throws Exception {
    Map<String, Object> properties =
        Map.of("rules.files", new String[] {folder.resolve(category).toString()}, "statuses", new String[0]);
    Conversion conversion = SigmaSettings.of(properties).convert();
    int all = conversion.converted() + conversion.parked();
    System.out.println(category + ": " + conversion.converted() + " of " + all);
    conversion.files().forEach(file -> {
      for (UntranslatedRule rule : file.parked()) {
        System.out.println("  " + Path.of(file.file()).getFileName() + ": " + rule.reason());
      }
    });
    SigmaBench.load(conversion.documents());
    return conversion;
  }
}
