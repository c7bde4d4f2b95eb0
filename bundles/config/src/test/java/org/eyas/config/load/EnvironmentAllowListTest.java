package org.eyas.config.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.eyas.config.yaml.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentAllowListTest {
  private static final String BEFORE =
      """
      http_output: {url: "http://${RECEIVER}/"}
      append_output:
        - extra_output: node=${NODE}
      eyas:
        environment: [NODE, ZONE, NESTED]
      """;

  private final EnvironmentAllowList names = new EnvironmentAllowList(Map.of("NESTED", "${AWS_SECRET}", "TAIL", "$")::get);

  private String refusal(String after) {
    return String.valueOf(assertThrows(ConfigException.class, () -> names.checkSaved("eyas.yaml", BEFORE, after)).getMessage());
  }

  @Test
  void aVariableThatTheFileDoesNotListIsRefusedWithWhatToDo() {
    assertEquals(
        "append_output[0].extra_output uses the environment variable AWS_SECRET, which eyas.environment does not list;"
            + " to allow it, edit eyas.yaml and add AWS_SECRET to that list",
        refusal(BEFORE.replace("node=${NODE}", "node=${AWS_SECRET}")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
          "extra_output: \"\\x24{AWS_SECRET}\"",
          "extra_output: &a \"${AWS_SECRET}\"",
          "extra_output: ${NODE}${AWS_SECRET}",
          "extra_output: ${NESTED}",
          "extra_output: node=${NODE} url=${RECEIVER}",
          "extra_fields: [{a: ['${AWS_SECRET}']}]",
      })
  void noSpellingGetsPast(String entry) {
    refusal(BEFORE.replace("extra_output: node=${NODE}", entry));
  }

  @Test
  void variableCannotBeMovedToAKeyThatIsShown() {
    assertTrue(refusal(BEFORE.replace("node=${NODE}", "http://${RECEIVER}/")).contains("RECEIVER"));
  }

  @Test
  void listedVariablesAndExistingUsesAreAllowed() throws Exception {
    names.checkSaved("eyas.yaml", BEFORE, BEFORE.replace("node=${NODE}", "zone=${ZONE} $${AWS_SECRET} $HOME"));
    names.checkSaved("eyas.yaml", BEFORE, "priority: error\n" + BEFORE);
  }

  @Test
  void theListItselfIsChangedInTheFileOnly() throws Exception {
    String wider = BEFORE.replace("[NODE,", "[AWS_SECRET, NODE,");
    assertEquals("eyas.environment can be changed only in the file itself: edit eyas.yaml", refusal(wider));
    names.checkUses("eyas.yaml", BEFORE, wider);
    String uses = wider.replace("node=${NODE}", "${AWS_SECRET}");
    assertThrows(ConfigException.class, () -> names.checkUses("eyas.yaml", BEFORE, uses), "the list as it is counts");
    assertTrue(refusal(BEFORE.replace("  environment", "  environment: [A]\n  environment")).contains("edit eyas.yaml"));
  }
}
