package org.eyas.rules.sigma;

import static org.eyas.rules.sigma.SigmaBench.convert;
import static org.eyas.rules.sigma.SigmaBench.parked;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.eyas.rules.sigma.convert.EyasRule;
import org.eyas.rules.sigma.convert.RuleConverter;
import org.eyas.rules.sigma.convert.SigmaConversion;
import org.eyas.rules.sigma.convert.SigmaFile;
import org.eyas.rules.sigma.convert.SigmaRuleFilter;
import org.junit.jupiter.api.Test;

/** Correlations, on events that complete them and on events that nearly do. */
class CorrelationTest {
  private static final String PARTS = """
      title: Download
      name: download
      id: 00000000-0000-0000-0000-000000000001
      logsource: {product: linux, category: file_event}
      detection: {a: {Image|endswith: /curl}, condition: a}
      ---
      title: Start
      name: start
      logsource: {product: linux, category: process_creation}
      detection: {a: {Image|startswith: /tmp/}, condition: a}
      ---
      """;

  private static String correlation(String keys) {
    return PARTS + "title: Rule\nlevel: critical\ncorrelation:\n" + keys.indent(2);
  }

  private static void run(String rule, String tests) {
    SigmaBench.run(convert(rule).documents(), tests);
  }

  @Test
  void eventCountBecomesAThreshold() {
    run(
        correlation("type: event_count\nrules: [start]\ngroup-by: [User]\ntimespan: 1m\ncondition: {gte: 3}\n"),
        """
        tests:
          - name: three programs of one user within a minute
            events:
              - {times: 3, evt.type: execve, evt.res: SUCCESS, proc.exepath: /tmp/a, user.name: eve}
            expect:
              - {rule: "Sigma: Rule", event: 3, priority: Critical, output: "Rule | events=3 user=eve*"}
          - name: three programs of two users
            events:
              - {times: 2, evt.type: execve, evt.res: SUCCESS, proc.exepath: /tmp/a, user.name: eve}
              - {evt.type: execve, evt.res: SUCCESS, proc.exepath: /tmp/a, user.name: bob}
            expect: []
          - name: three programs within two minutes
            events:
              - {times: 3, after: 40s, evt.type: execve, evt.res: SUCCESS, proc.exepath: /tmp/a, user.name: eve}
            expect: []
        """);
  }

  @Test
  void anAlertNamesTheAuthorsOfTheCorrelationAndOfItsRules() {
    String both = "author: Ann\ncorrelation:";
    run(
        correlation("type: event_count\nrules: [start]\ntimespan: 1m\ncondition: {gte: 1}\n")
            .replace("title: Start\n", "title: Start\nauthor: Bob\n")
            .replace("correlation:", both),
        """
        tests:
          - name: a program
            events:
              - {evt.type: execve, evt.res: SUCCESS, proc.exepath: /tmp/a, user.name: eve}
            expect:
              - {rule: "Sigma: Rule", output: "Rule | events=1 user=eve* author=Ann; Bob"}
        """);
  }

  @Test
  void valueCountCountsDifferentValues() {
    run(
        correlation("type: value_count\nrules: [start]\ntimespan: 1h\ncondition: {field: Image, gt: 1}\n"),
        """
        tests:
          - name: two different programs
            events:
              - {times: 2, evt.type: execve, evt.res: SUCCESS, proc.exepath: /tmp/a}
              - {evt.type: execve, evt.res: SUCCESS, proc.exepath: /tmp/b}
            expect: [{rule: "Sigma: Rule", event: 3}]
          - name: one program
            events:
              - {times: 3, evt.type: execve, evt.res: SUCCESS, proc.exepath: /tmp/a}
            expect: []
        """);
  }

  @Test
  void temporalOrderedIsASequenceAndAliasesNameAFieldOfEachRule() {
    String keys = """
        type: temporal_ordered
        rules: [00000000-0000-0000-0000-000000000001, start]
        group-by: [parent]
        timespan: 5m
        aliases:
          parent: {download: ProcessId, start: ParentProcessId}
        """;
    run(
        correlation(keys),
        """
        tests:
          - name: a download and then a program of the same process
            events:
              - {evt.type: openat, file.changed: /tmp/a, proc.exepath: /bin/curl, proc.cmdline: curl x, proc.pid: 7}
              - {evt.type: execve, evt.res: SUCCESS, proc.exepath: /tmp/a, proc.ppid: 7}
            expect: [{rule: "Sigma: Rule", event: 2, output: "Rule | step1=curl x user=*"}]
          - name: in the other order
            events:
              - {evt.type: execve, evt.res: SUCCESS, proc.exepath: /tmp/a, proc.ppid: 7}
              - {evt.type: openat, file.changed: /tmp/a, proc.exepath: /bin/curl, proc.pid: 7}
            expect: []
          - name: of another process
            events:
              - {evt.type: openat, file.changed: /tmp/a, proc.exepath: /bin/curl, proc.pid: 8}
              - {evt.type: execve, evt.res: SUCCESS, proc.exepath: /tmp/a, proc.ppid: 7}
            expect: []
        """);
  }

  @Test
  void temporalHasNoOrder() {
    run(
        correlation("type: temporal\nrules: [download, start]\ngroup-by: [User]\ntimespan: 5m\n"),
        """
        tests:
          - name: in the other order
            events:
              - {evt.type: execve, evt.res: SUCCESS, proc.exepath: /tmp/a, user.name: eve}
              - {evt.type: openat, file.changed: /tmp/a, proc.exepath: /bin/curl, user.name: eve}
            expect: ["Sigma: Rule"]
          - name: too late
            events:
              - {evt.type: execve, evt.res: SUCCESS, proc.exepath: /tmp/a, user.name: eve}
              - {after: 301s, evt.type: openat, file.changed: /tmp/a, proc.exepath: /bin/curl, user.name: eve}
            expect: []
        """);
  }

  @Test
  void rulesOfACorrelationRaiseAlertsOfTheirOwnOnlyIfItSaysSo() {
    String keys = "type: temporal\nrules: [download, start]\ntimespan: 5m\n";
    assertEquals(List.of("Sigma: Rule"), names(convert(correlation(keys))));
    assertEquals(
        List.of("Sigma: Download", "Sigma: Start", "Sigma: Rule"), names(convert(correlation(keys + "generate: true\n"))));
  }

  @Test
  void aCorrelationFindsRulesOfOtherFiles() {
    String keys = "title: Rule\ncorrelation: {type: temporal, rules: [download, start], timespan: 5m}\n";
    assertEquals(List.of("Sigma: Rule"), names(convert(keys, PARTS)));
  }

  private static List<String> names(SigmaConversion conversion) {
    return conversion.files().stream().flatMap(file -> file.rules().stream()).map(EyasRule::keys)
        .map(keys -> String.valueOf(keys.get("rule"))).toList();
  }

  @Test
  void aCorrelationWithoutCounterpartIsParked() {
    String count = "type: event_count\nrules: [start]\ntimespan: 1m\n";
    assertEquals(
        "its condition must be 'gte' or 'gt' and a number; other conditions have no counterpart",
        parked(correlation(count + "condition: {lt: 3}\n")));
    assertEquals(
        "its condition must be 'gte' or 'gt' and a number; other conditions have no counterpart",
        parked(correlation(count + "condition: {gte: 3, lte: 9}\n")));
    assertEquals(
        "its condition needs a whole number from 1 to 100000, not '200000'",
        parked(correlation(count + "condition: {gte: 200000}\n")));
    assertEquals(
        "correlations of the type 'value_avg' have no counterpart",
        parked(correlation(count.replace("event_count", "value_avg") + "condition: {gte: 3}\n")));
    assertEquals(
        "'timespan' must be a number with s, m, h or d, not '1M'",
        parked(correlation(count.replace("1m", "1M") + "condition: {gte: 3}\n")));
    assertEquals(
        "'timespan' must be at most 30 days, not 31d", parked(correlation(count.replace("1m", "31d") + "condition: {gte: 3}\n")));
    assertEquals(
        "its rule 'start': the field 'Signed' has no counterpart for product linux, category process_creation",
        parked(correlation(count + "group-by: [Signed]\ncondition: {gte: 3}\n")));
    assertEquals(
        "there is no rule with the name or id 'other'",
        parked("correlation: {type: temporal, rules: [other], timespan: 1m}\n"));
    assertEquals(
        "its rule 'download': the field 'TargetFilename' has no single value, so that events cannot be grouped or counted by it",
        parked(correlation("type: temporal\nrules: [download, start]\ngroup-by: [TargetFilename]\ntimespan: 1m\n")));
  }

  @Test
  void rulesOfACorrelationThatIsParkedRaiseAlerts() {
    String keys = "type: temporal\nrules: [download, start]\ntimespan: 5m\ngroup-by: [Signed]\n";
    assertEquals(List.of("Sigma: Download", "Sigma: Start"), names(convert(correlation(keys))));
  }

  @Test
  void rulesOfACorrelationThatIsLeftOutRaiseAlerts() throws Exception {
    String keys = "type: temporal\nrules: [download, start]\ntimespan: 5m\n";
    String text = correlation(keys).replace("level: critical", "status: deprecated");
    SigmaConversion conversion =
        RuleConverter.convert(
            List.of(new SigmaFile("a.yml", text)), SigmaMappingFiles.with(List.of()),
            new SigmaRuleFilter("low", List.of("Stable"), List.of()));
    assertEquals(List.of("Sigma: Download", "Sigma: Start"), names(conversion));
  }

  @Test
  void aCorrelationOfCorrelationsSilencesNothing() {
    String inner = "title: Inner\nname: inner\ncorrelation: {type: temporal, rules: [download, start], timespan: 5m}\n---\n";
    String outer = "title: Outer\ncorrelation: {type: temporal, rules: [inner, start], timespan: 5m}\n---\n";
    assertEquals(List.of("Sigma: Inner"), names(convert(inner + outer + PARTS)));
    assertEquals(List.of("Sigma: Inner"), names(convert(PARTS + outer + inner)));
    assertEquals("its rule 'inner' is a correlation, or cannot be read", parked(outer + inner + PARTS));
  }

  @Test
  void rulesWhoseFieldsCannotBeComparedAreParked() {
    String aliases = "aliases:\n  x: {download: Image, start: ProcessId}\n";
    assertEquals(
        "'x' is a number in one of its rules and a text in another, so that they never agree",
        parked(correlation("type: temporal\nrules: [download, start]\ngroup-by: [x]\ntimespan: 1m\n" + aliases)));
    String other = "title: Connection\nname: connection\nlogsource: {product: linux, service: auditd}\n"
        + "detection: {a: {uid: 5}, condition: a}\n---\n";
    assertEquals(
        "the field 'name' has no counterpart for product linux, category process_creation",
        parked(other + correlation(
            "type: value_count\nrules: [start, connection]\ntimespan: 1h\ncondition: {field: name, gte: 2}\n")));
    assertEquals(
        "the correlation names more than 100 rules",
        parked(
            correlation("type: event_count\nrules: [" + "start, ".repeat(101) + "start]\ntimespan: 1m\ncondition: {gte: 2}\n")));
  }

  @Test
  void valueSumAddsValuesAndATemporalConditionMayAskForAllRules() {
    run(
        correlation("type: value_sum\nrules: [start]\ntimespan: 1h\ncondition: {field: LogonId, gte: 100}\n"),
        """
        tests:
          - name: two numbers
            events:
              - {evt.type: execve, evt.res: SUCCESS, proc.exepath: /tmp/a, user.uid: 60}
              - {evt.type: execve, evt.res: SUCCESS, proc.exepath: /tmp/a, user.uid: 40}
            expect: [{rule: "Sigma: Rule", event: 2}]
          - name: less
            events:
              - {evt.type: execve, evt.res: SUCCESS, proc.exepath: /tmp/a, user.uid: 60}
              - {evt.type: execve, evt.res: SUCCESS, proc.exepath: /tmp/a, user.uid: 39}
            expect: []
        """);
    String temporal = "type: temporal\nrules: [download, start]\ntimespan: 5m\ncondition: {gte: %d}\n";
    assertEquals(List.of("Sigma: Rule"), names(convert(correlation(temporal.formatted(2)))));
    assertEquals(
        "its condition does not require all of its rules, which has no counterpart", parked(correlation(temporal.formatted(1))));
  }
}
