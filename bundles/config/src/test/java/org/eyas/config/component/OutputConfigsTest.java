package org.eyas.config.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eyas.config.key.KeyDefinition;
import org.eyas.config.key.KeyTable;
import org.eyas.config.load.ConfigLoader;
import org.eyas.config.yaml.ConfigException;
import org.junit.jupiter.api.Test;

class OutputConfigsTest {
  private final Map<String, String> options = new HashMap<>();

  private Map<String, Map<String, Object>> configured(String... overrides) throws ConfigException {
    ConfigTree tree = new ConfigLoader(name -> null, List.of()).load("", List.of(overrides));
    return new OutputConfigs(tree, new LaunchProperties(options::get), "shop").byPid();
  }

  @Test
  void withoutAnyFileAlertsGoToStandardOutputAlone() throws ConfigException {
    Map<String, Object> stdout = Map.of("unbuffered", true, "color", "auto", "to.stderr", false, "hostname", "shop");
    assertEquals(Map.of("org.eyas.output.stdout", stdout), configured());
  }

  @Test
  void anUnbufferedRunOverridesTheFile() throws ConfigException {
    assertEquals(false, configured("buffered_outputs=true").get("org.eyas.output.stdout").get("unbuffered"));
    options.put("eyas.option.unbuffered", "true");
    assertEquals(true, configured("buffered_outputs=true").get("org.eyas.output.stdout").get("unbuffered"));
  }

  @Test
  void theFileOutputHasItsNameAndWhetherItStaysOpenOrIsRotated() throws ConfigException {
    assertEquals(
        Map.of(
            "filename", "/var/log/a.txt", "keep.alive", true, "rotate.mb", 3, "rotate.keep", 5, "format", "ocsf",
            "hostname", "shop"),
        configured(
            "file_output={enabled: true, filename: /var/log/a.txt, keep_alive: true}",
            "eyas.file_output.rotate_mb=3", "eyas.file_output.format=ocsf")
            .get("org.eyas.output.file"));
  }

  @Test
  void programOutputHasItsCommandLineAndKeepAlive() throws ConfigException {
    assertEquals(
        Map.of("program", "cat | tee x", "keep.alive", false, "hostname", "shop"),
        configured("program_output.enabled=true", "program_output.program=cat | tee x").get("org.eyas.output.program"));
  }

  @Test
  void syslogIsThatOfThisMachineUnlessAServerIsNamed() throws ConfigException {
    Map<String, Object> local = configured("syslog_output.enabled=true").get("org.eyas.output.syslog");
    assertEquals(
        Map.of(
            "protocol", "local", "host", "", "port", 0, "facility", "user", "ident", "falco", "ca", "", "hostname",
            "shop"),
        local);
    Map<String, Object> remote =
        configured("syslog_output.enabled=true", "eyas.syslog_output={protocol: tls, host: logs, port: 7000}")
            .get("org.eyas.output.syslog");
    assertEquals(List.of("tls", "logs", 7000), List.of(remote.get("protocol"), remote.get("host"), remote.get("port")));
  }

  @Test
  void everyOutputOfTheTableIsOneAndIsInTheDocumentAndIsOffInAComparison() throws ConfigException, IOException {
    List<String> pids = new ArrayList<>(KeyProperties.switchedPids("org.eyas.output."));
    assertTrue(pids.containsAll(List.of("org.eyas.output.stdout", "org.eyas.output.kafka")), pids::toString);
    String document = Files.readString(Path.of("../../docs/outputs.md"));
    String comparison = Files.readString(Path.of("../../launcher/src/main/java/org/eyas/launcher/compare/ReplayPair.java"));
    for (KeyDefinition key : KeyTable.all().keys()) {
      if (key.pids().stream().anyMatch(pid -> pid.startsWith("org.eyas.output.") && key.isSwitchOf(pid))) {
        assertTrue(document.contains("`" + key.section() + "."), key.section() + " is not in docs/outputs.md");
        assertTrue(comparison.contains("\"" + key.section()), key.section() + " is not in BothReplays");
      }
    }
    String[] all = pids.stream().map(pid -> pid.substring(pid.lastIndexOf('.') + 1))
        .map(name -> (name.equals("kafka") ? "eyas." : "") + name + "_output.enabled=true")
        .toArray(String[]::new);
    List<String> overrides = new ArrayList<>(List.of(all));
    overrides.addAll(
        List.of(
            "grpc.enabled=true", "file_output.filename=x", "program_output.program=x",
            "eyas.kafka_output.bootstrap_servers[]=a:1"));
    assertEquals(Set.copyOf(pids), configured(overrides.toArray(String[]::new)).keySet());
  }

  @Test
  void aServerNeedsAName() {
    ConfigException thrown =
        assertThrows(
            ConfigException.class, () -> configured("syslog_output.enabled=true", "eyas.syslog_output.protocol=udp"));
    assertTrue(thrown.getMessage().contains("set eyas.syslog_output.host"), thrown.getMessage());
  }
}
