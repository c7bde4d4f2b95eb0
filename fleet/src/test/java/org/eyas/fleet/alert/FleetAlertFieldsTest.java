package org.eyas.fleet.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.fleet.rule.FleetRules;
import org.junit.jupiter.api.Test;

class FleetAlertFieldsTest {
  private static final String ALERT =
      """
      {"hostname":"web-1","rule":"A \\"rule\\"","priority":"Warning","source":"syscall","tags":["a","b"],
       "time":"2026-11-28T09:30:00Z","output_fields":{"proc.name":"nc","proc.pid":42,"evt.res":null,"proc.vpid":-1,
       "proc.is_exe_upper_layer":true,"proc.aname[2]":"sshd","evt.arg.flags":"O_RDONLY","evt.type":"openat","evt.is_open_read":true,"fd.sip":"10.0.0.1",
       "proc.args":["-l","-p"],"my.field":"x","container.privileged":false,"big":18446744073709551615}}
      """;

  /** The same alert from a host of a later version, with members and fields that this version does not know. */
  private static final String LATER_ALERT =
      ALERT.replace("{\"hostname\"", "{\"schema\":{\"version\":9,\"parts\":[1,{}]},\"hostname\"")
          .replace("\"proc.name\"", "\"proc.brand_new\":{\"a\":[1]},\"proc.rating\":7,\"proc.name\"")
          .replace("\"Warning\"", "\"Very serious\"");

  private static boolean matches(String condition) throws Exception {
    return matches(condition, ALERT);
  }

  private static boolean matches(String condition, String alert) throws Exception {
    String rule =
        "- {rule: r, desc: d, scope: fleet, priority: INFO, output: x, threshold: {count: 1, within: 1m, condition: '"
            + condition.replace("'", "''") + "'}}";
    List<String> hits = new ArrayList<>();
    FleetRules.load(new TreeMap<>(Map.of("r.yaml", rule)))
        .match(new AlertEvent().read(alert.getBytes(StandardCharsets.UTF_8), "p"), (event, hit, steps) -> hits.add(hit.name()));
    return !hits.isEmpty();
  }

  @Test
  void aConditionReadsTheAlertItself() throws Exception {
    assertTrue(matches("alert.rule = 'A \"rule\"' and alert.hostname = web-1 and alert.priority = Warning"));
    assertTrue(matches("alert.tags intersects (b, c) and alert.source = syscall and alert.time startswith 2026"));
    assertTrue(matches("alert.id = p and alert.field[my.field] = x"));
    assertFalse(matches("alert.output exists"));
  }

  @Test
  void aConditionReadsTheFieldsThatTheHostPrinted() throws Exception {
    assertTrue(matches("proc.name = nc and proc.pid > 41 and proc.vpid < 0 and proc.is_exe_upper_layer = true"));
    assertTrue(matches("proc.aname[2] = sshd and evt.arg.flags contains RDONLY and evt.arg[flags] exists"));
    assertTrue(matches("fd.sip in (10.0.0.1) and container.privileged = false and not proc.cmdline exists"));
    assertTrue(matches("evt.type = openat and evt.type in (open, openat) and evt.is_open_read = true and not evt.res exists"));
  }

  @Test
  void aValueOfAnotherKindIsAbsent() throws Exception {
    assertFalse(matches("proc.ppid exists"));
    assertFalse(matches("alert.field[none] exists"));
    assertTrue(matches("alert.field[big] = 18446744073709551615"));
  }

  @Test
  void anAlertOfALaterVersionIsReadAndWhatIsUnknownIsSkipped() throws Exception {
    for (String alert : List.of(ALERT, LATER_ALERT)) {
      assertTrue(matches("proc.name = nc and proc.pid > 41 and alert.hostname = web-1 and alert.tags intersects (b)", alert));
    }
    assertTrue(matches("alert.field[proc.rating] = 7 and alert.priority = 'Very serious'", LATER_ALERT));
    assertFalse(matches("alert.field[proc.rating] exists", ALERT), "an older host does not send it");
  }

  @Test
  void theFieldsOfTheBundlesThatShipAreKnown() throws IOException {
    Set<String> missing = new TreeSet<>();
    FieldCatalog catalog = new FieldCatalog(List.of(new FleetAlertFields()));
    for (String bundle : List.of("enricher-container", "enricher-k8s", "source-k8saudit")) {
      for (String name : names(Path.of("../bundles", bundle, "src/main/resources/org/eyas"))) {
        if (catalog.definition(name).isEmpty()) {
          missing.add(name);
        }
      }
    }
    assertEquals(Set.of(), missing, "add them to fields.tsv");
  }

  private static List<String> names(Path resources) throws IOException {
    try (var files = Files.walk(resources)) {
      Path table = files.filter(file -> file.endsWith("fields.tsv")).findFirst().orElseThrow();
      return Files.readAllLines(table).stream().skip(1).filter(line -> !line.isEmpty()).map(line -> line.split("\t")[0])
          .collect(Collectors.toList());
    }
  }
}
