package org.eyas.rules.sigma;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.eyas.api.rule.UntranslatedRule;
import org.eyas.rules.sigma.convert.SigmaConversion;
import org.junit.jupiter.api.Test;

/** The rules of SigmaHQ for Linux: how many load, and which are parked. {@code -Dsigma.rules=DIR} reads those of a newer checkout. */
class SigmaHqTest {
  private static final Path KEPT = Path.of("testdata", "sigmahq");
  private static final List<String> CATEGORIES = List.of("process_creation", "file_event", "network_connection");
  private static final double LEAST = 0.95;

  private static final Map<String, List<String>> PARKED =
      Map.of("process_creation", List.of(),
          "file_event", List.of(),
          "network_connection", List.of(
              "net_connection_lnx_domain_localtonet_tunnel.yml",
              "net_connection_lnx_ngrok_tunnel.yml"),
          "auditd", List.of(
              "lnx_auditd_audio_capture.yml",
              "lnx_auditd_clean_disable_dmesg_logs_via_syslog.yml",
              "lnx_auditd_create_account.yml",
              "lnx_auditd_disable_aslr_protection.yml",
              "lnx_auditd_disable_system_firewall.yml",
              "lnx_auditd_keylogging_with_pam_d.yml",
              "lnx_auditd_load_module_insmod.yml",
              "lnx_auditd_network_service_scanning.yml",
              "lnx_auditd_split_file_into_pieces.yml",
              "lnx_auditd_susp_c2_commands.yml",
              "lnx_auditd_susp_discovery_sysinfo_syscall.yml",
              "lnx_auditd_susp_exe_folders.yml",
              "lnx_auditd_susp_special_file_creation_via_mknod_syscall.yml",
              "lnx_auditd_web_rce.yml"));
  private static final Map<String, Integer> LOADED =
      Map.of("process_creation", 122, "file_event", 8, "network_connection", 3, "auditd", 39);

  @Test
  void allRulesButTheNamedOnesLoad() throws Exception {
    Map<String, Integer> loaded = new HashMap<>();
    Map<String, List<String>> parked = new HashMap<>();
    for (String category : PARKED.keySet()) {
      SigmaConversion conversion = loads(KEPT, category);
      loaded.put(category, conversion.converted());
      parked.put(category, List.copyOf(new TreeSet<>(parked(conversion).keySet())));
    }
    assertEquals(PARKED, parked);
    assertEquals(LOADED, loaded);
  }

  @Test
  void nearlyAllRulesOfTheThreeCategoriesLoad() throws Exception {
    Path folder = Path.of(System.getProperty("sigma.rules", KEPT.toString()));
    int all = 0;
    int loaded = 0;
    for (String category : CATEGORIES) {
      SigmaConversion conversion = loads(folder, category);
      System.out.println(category + ": " + conversion.converted() + " load; parked: " + parked(conversion));
      loaded += conversion.converted();
      all += conversion.converted() + conversion.parked();
    }
    System.out.println(loaded + " of " + all + " rules of the three categories load");
    assertTrue(all > 100 && loaded >= LEAST * all, loaded + " of " + all);
  }

  /** The translation of the rules of a category, all of which the engine accepts without a warning. */
  private static SigmaConversion loads(Path folder, String category) throws Exception {
    Map<String, Object> properties =
        Map.of("rules.files", new String[] {folder.resolve(category).toString()}, "statuses", new String[0]);
    SigmaConversion conversion = SigmaSettings.of(properties).convert();
    assertEquals(conversion.converted(), SigmaBench.load(conversion.documents()).rules().size(), category);
    return conversion;
  }

  /** By the name of the file, the reason why its rule is parked. */
  private static Map<String, String> parked(SigmaConversion conversion) {
    Map<String, String> reasons = new HashMap<>();
    conversion.files().forEach(file -> {
      for (UntranslatedRule rule : file.parked()) {
        reasons.put(String.valueOf(Path.of(file.file()).getFileName()), rule.reason());
      }
    });
    return reasons;
  }
}
