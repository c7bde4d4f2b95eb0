package org.eyas.console.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eyas.api.config.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactedConfigurationTest {
  private static final String TEXT =
      """
      # the old one: \u00fc
      # api_token: s3cret-in-a-comment
      http_output:
        enabled: true
        url: "https://hooks.example.org/services/T0000/B0000/abcdefghijklmnop"   # a web hook
      eyas:
        http_output:
          headers: {X-Key: s3cret-in-a-header, Authorization: 'Bearer s3cret'}
        http_outputs:
          - name: plain
            url: http://127.0.0.1:2801/
          - name: basic
            url: https://user:s3cret@example.org/
        components:
          - pid: org.acme.output
            config: {password: |-
                s3cret-one
                s3cret-two
              , host: example.org}
      plugins:
        - name: json
          init_config: '{"key": "s3cret-json"}'
      password: ${FROM_ENVIRONMENT}
      """
          .replace("config: {password: |-\n          s3cret-one\n          s3cret-two\n        , host: example.org}",
              "config:\n        password: |-\n          s3cret-one\n          s3cret-two\n        host: example.org");

  @Test
  void shownTextHasNoSecretsAndIsRestored() throws Exception {
    RedactedConfiguration hidden = RedactedConfiguration.of(TEXT);
    assertFalse(hidden.redacted().contains("s3cret"), hidden.redacted());
    assertFalse(hidden.redacted().contains("abcdefghijklmnop"), hidden.redacted());
    assertTrue(hidden.redacted().contains("http://127.0.0.1:2801/"), "a URL without secrets");
    assertTrue(hidden.redacted().contains("${FROM_ENVIRONMENT}"));
    assertTrue(hidden.redacted().contains("# a web hook"));
    assertEquals(7, hidden.secretCount(), hidden.redacted());
    assertEquals(TEXT, hidden.restore(hidden.redacted()));
  }

  @Test
  void editElsewhereKeepsSecrets() throws Exception {
    RedactedConfiguration hidden = RedactedConfiguration.of(TEXT);
    String edited = "priority: warning\n" + hidden.redacted().replace("name: basic", "name: other");
    assertEquals("priority: warning\n" + TEXT.replace("name: basic", "name: other"), hidden.restore(edited));
  }

  @Test
  void secretCannotBeMovedToAnotherKey() throws Exception {
    RedactedConfiguration hidden = RedactedConfiguration.of("password: s3cret\nhostname: x\n");
    assertEquals("password: (hidden 1)\nhostname: x\n", hidden.redacted());
    for (String text : new String[] {"hostname: (hidden 1)\n", "password: a(hidden 1)\n", "password: (hidden 2)\n",
        "token: (hidden 1)\n"}) {
      assertThrows(RefusedException.class, () -> hidden.restore(text), text);
    }
    assertEquals("# (hidden 1)\n", hidden.restore("# (hidden 1)\n"));
  }

  private static final String RECEIVERS =
      """
      http_output: {url: http://good.example.org/, insecure: false}
      password: s3cret
      eyas:
        environment: [LISTED]
        http_output:
          headers: {Authorization: Bearer s3cret, X-Key: "${KEY}", X-Listed: "${LISTED}"}
        http_outputs:
          - name: one
            url: http://one.example.org/
            headers: {Authorization: s3cret-one}
          - name: two
            url: http://two.example.org/
            headers: {Authorization: s3cret-two}
        components:
          - pid: org.acme.mail
            config: {password: s3cret-mail, server: mail.example.org}
      """;

  private static String refused(String from, String to) throws RefusedException {
    RedactedConfiguration hidden = RedactedConfiguration.of(RECEIVERS);
    String edited = hidden.redacted().replace(from, to);
    assertTrue(!edited.equals(hidden.redacted()), from);
    String why = String.valueOf(assertThrows(RefusedException.class, () -> hidden.restore(edited), edited).getMessage());
    assertFalse(why.contains("s3cret"), why);
    return why;
  }

  @Test
  void secretIsNotKeptIfItsDestinationChanges() throws Exception {
    assertEquals(
        "eyas.http_output.headers.Authorization: a hidden value cannot be kept when its destination changes"
            + " (http_output.url); write the value itself instead of (hidden 2)",
        refused("http://good.example.org/", "http://evil.example.org/"));
    assertTrue(refused("insecure: false", "insecure: true").contains("(http_output.insecure)"));
    assertTrue(refused("headers: {Auth", "headers: {Host: evil.example.org, Auth").contains("headers.Host"));
    assertTrue(refused("http://one", "http://evil").startsWith("eyas.http_outputs[0].headers.Authorization: "));
    assertTrue(refused("server: mail", "server: evil").contains("eyas.components[0].config.server"));
    assertTrue(refused("org.acme.mail", "org.evil.log").contains("eyas.components[0].pid"));
    refused("insecure: false", "insecure: false}\nhttp_output: {url: http://evil.example.org/");
  }

  @Test
  void aVariableThatIsNotListedIsASecretToo() throws Exception {
    String text = RECEIVERS.replace("Authorization: Bearer s3cret, ", "");
    RedactedConfiguration hidden = RedactedConfiguration.of(text);
    String edited = hidden.redacted().replace("http://good", "http://evil");
    assertTrue(assertThrows(RefusedException.class, () -> hidden.restore(edited)).getMessage().endsWith("instead of ${KEY}"));
    RedactedConfiguration listed = RedactedConfiguration.of(text.replace("X-Key: \"${KEY}\", ", ""));
    listed.restore(listed.redacted().replace("http://good", "http://other"));
  }

  @Test
  void aSecretStaysWithItsWholePath() throws Exception {
    assertTrue(refused("(hidden 3)", "(hidden 4)").startsWith("eyas.http_outputs[0].headers.Authorization: (hidden 4) stands"));
    refused("- name: one\n      url: http://one.example.org/\n      headers: {Authorization: (hidden 3)}\n    ", "");
    refused("(hidden 5), server", "(hidden 2), server");
  }

  @Test
  void anAliasDoesNotCarryASecretToAnotherKey() throws Exception {
    RedactedConfiguration hidden = RedactedConfiguration.of(RECEIVERS);
    String edited =
        hidden.redacted().replace("Authorization: (hidden 2)", "Authorization: &a (hidden 2)")
            + "append_output: [{extra_output: *a}]\n";
    String why = String.valueOf(assertThrows(RefusedException.class, () -> hidden.restore(edited)).getMessage());
    assertTrue(why.startsWith("append_output[0].extra_output: (hidden 2) stands for the value of another key"), why);
  }

  @Test
  void aSecretOfSeveralLinesDoesNotTurnIntoKeys() throws Exception {
    RedactedConfiguration hidden = RedactedConfiguration.of("a:\n  password: |-\n    one\n    hostname: x\n");
    assertEquals("a:\n  password: (hidden 1)\n", hidden.redacted());
    String deeper = "a:\n        password: (hidden 1)\n";
    assertTrue(
        assertThrows(RefusedException.class, () -> hidden.restore(deeper)).getMessage().contains("write the values themselves"));
  }

  @Test
  void aHiddenCommentStaysAComment() throws Exception {
    RedactedConfiguration hidden = RedactedConfiguration.of("      # token: s3cret\npriority: info\n");
    String shown = "      # token: (hidden line 1)\n";
    assertEquals(shown + "priority: info\n", hidden.redacted());
    assertThrows(RefusedException.class, () -> hidden.restore("append_output:\n  - extra_output: |\n" + shown));
  }

  @Test
  void contentAndTimeOfRequestsMayChangeBesideASecret() throws Exception {
    RedactedConfiguration hidden = RedactedConfiguration.of(RECEIVERS);
    String edited =
        hidden.redacted().replace("name: one", "name: first\n      minimum_priority: error\n      spool: {limit_mb: 5}")
            .replace("http_output: {url", "http_output: {enabled: true, url").replace("{Auth", "{X-Node: a, Auth");
    assertFalse(hidden.restore(edited).contains("(hidden"));
  }

  @Test
  void aMessageThatQuotesASecretIsMadeUnreadable() throws Exception {
    assertEquals("'(hidden)' is not a number", RedactedConfiguration.of("password: s3cret\n").redact("'s3cret' is not a number"));
  }

  @Test
  void textThatIsNotYamlIsNotShown() {
    assertThrows(RefusedException.class, () -> RedactedConfiguration.of("password: [s3cret\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
          "program_output: {enabled: true}\n",
          "program_output: {enabled: false, program: sh}\n",
          "x: &x {program: sh}\nprogram_output: *x\n",
          "eyas: {console: {may_set_programs: true}}\n",
          "eyas: {environment: [AWS_SECRET]}\n",
          "eyas: {bundles: {directory: /tmp}}\n",
          "eyas: {audit: {file: /etc/cron.d/x}}\n",
          "config_files: [/tmp/more.yaml]\n",
          "file_output: {filename: /etc/cron.d/x}\n",
          "\"program\\x5foutput\": {enabled: true}\n",
          "program_output: {enabled: true}\nprogram_output: {enabled: false}\n",
          "eyas: {output_queues: [{output: http, spill_directory: /etc}]}\n",
          "eyas: {http_output: {template: /etc/shadow}}\n",
          "eyas: {http_outputs: [{url: http://elsewhere/, template: /etc/shadow}]}\n",
          "eyas: {kafka_output: {template: /etc/shadow}}\n",
          "eyas: {kafka_output: {properties: {ssl.keystore.location: /etc/shadow}}}\n",
          "rules_files: [/etc/shadow]\n",
          "eyas: {sigma: {rules_files: [/etc/shadow]}}\n",
          "eyas: {sigma: {mapping_files: [/etc/shadow]}}\n",
          "rules_file: /etc/shadow\n"
      })
  void keysThatRunProgramsOrShowFilesAreNotChanged(String after) {
    String before = "program_output: {enabled: false}\n";
    assertThrows(RefusedException.class, () -> GuardedKeys.check(before, before.equals(after) ? "" : after, false));
  }

  @Test
  void otherKeysMayChangeAndGuardedOnesMayBeSpelledDifferently() throws Exception {
    GuardedKeys.check("program_output: {enabled: false}\npriority: debug\n",
        "priority: info\nprogram_output:\n  enabled: \"false\"\n", false);
    GuardedKeys.check("program_output: {enabled: false}\n", "program_output: {enabled: true, program: sh}\n", true);
    assertThrows(RefusedException.class, () -> GuardedKeys.check("", "eyas: {console: {port: 1}}\n", true));
  }
}
