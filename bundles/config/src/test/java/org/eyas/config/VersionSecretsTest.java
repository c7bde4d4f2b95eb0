package org.eyas.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eyas.api.config.RefusedException;
import org.junit.jupiter.api.Test;

class VersionSecretsTest {
  private static final String TEXT =
      """
      # password: hunter1
      json_output: true
      http_output:
        url: https://hooks.example.org/services/hunter2
        headers: {Authorization: "Bearer hunter3", X-Key: '${KEY}'}
      eyas:
        store_password: |
          hunter4
          hunter5
        plain: text
      """;

  @Test
  void noSecretIsInAVersionAndAllComeBackFromTheFile() throws Exception {
    String hidden = VersionSecrets.hide(TEXT);
    assertFalse(hidden.contains("hunter"), hidden);
    assertTrue(hidden.contains("url: '(secret of http_output.url)'\n"), hidden);
    assertTrue(hidden.contains("X-Key: '${KEY}'"), "a placeholder stays");
    String comment = hidden.lines().findFirst().orElse("");
    assertEquals(TEXT.replaceFirst(".*\n", comment + "\n"), VersionSecrets.restore(hidden, TEXT));
  }

  @Test
  void aVersionGetsTheSecretThatTheFileHasNow() throws Exception {
    String hidden = VersionSecrets.hide("a: 1\ntoken: old\n");
    assertEquals("a: 1\ntoken: \"new\"\n", VersionSecrets.restore(hidden, "token: \"new\"\na: 2\n"));
  }

  @Test
  void aSecretThatTheFileNoLongerHasIsNamed() {
    String hidden = VersionSecrets.hide("a: 1\ntoken: old\n");
    RefusedException e = assertThrows(RefusedException.class, () -> VersionSecrets.restore(hidden, "a: 2\n"));
    assertTrue(e.getMessage().startsWith("token had a secret in this version"), e::getMessage);
  }

  @Test
  void aSecretOfSeveralLinesCannotBecomeOtherKeys() {
    String hidden = VersionSecrets.hide("a:\n      b:\n        token: x\n");
    String now = "a: {b: {token: |-\n}}\n";
    assertThrows(RefusedException.class, () -> VersionSecrets.restore(hidden, now));
  }

  @Test
  void aTextThatIsNotYamlHasNoSecretEither() {
    assertFalse(VersionSecrets.hide("a: [\npassword: hunter2\n").contains("hunter2"));
  }
}
