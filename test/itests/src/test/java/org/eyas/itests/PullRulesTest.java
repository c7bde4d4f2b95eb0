package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code eyas pull-rules} with a real registry, and with rules that oras has pushed and cosign has signed. */
class PullRulesTest {
  private static final String RULE =
      "- {rule: Pulled, desc: d, condition: evt.type = execve, output: pulled, priority: INFO}\n";

  @TempDir private Path folder;

  @BeforeEach
  void needTools() {
    for (String tool : List.of("docker-registry", "oras", "cosign")) {
      assumeTrue(Packages.isThere(tool), "there is no " + tool + ": nothing is pushed and pulled");
    }
  }

  @Test
  void rulesThatOthersPushAndSignAreUsedAndWrongOnesAreNot() throws Exception {
    try (Registry registry = Registry.in(folder)) {
      String name = registry.address() + "/security/site-rules";
      run("cosign", "generate-key-pair");
      pushSigned(name + ":1", RULE);
      assertEquals(0, pull(name + ":1").exitCode());
      assertEquals(RULE, Files.readString(folder.resolve("store/site-rules/current/site_rules.yaml")));
      pushSigned(name + ":2", RULE.replace("evt.type", "evt.typ"));
      Program.Result wrong = pull(name + ":2");
      assertTrue(wrong.exitCode() == 1 && wrong.err().contains("nonexistent field evt.typ"), wrong::err);
      assertEquals(RULE, Files.readString(folder.resolve("store/site-rules/current/site_rules.yaml")));
    }
  }

  private Program.Result pull(String name) throws Exception {
    return Program.eyas("pull-rules", name, "--key", "cosign.pub", "--to", "store").in(folder).run();
  }

  private void pushSigned(String name, String rules) throws Exception {
    Files.writeString(folder.resolve("site_rules.yaml"), rules);
    run("tar", "czf", "rules.tar.gz", "site_rules.yaml");
    String pushed =
        run("oras", "push", "--plain-http", name, "rules.tar.gz:application/vnd.cncf.falco.rulesfile.layer.v1+tar.gz");
    Matcher digest = Pattern.compile("Digest: (sha256:[0-9a-f]+)").matcher(pushed);
    assertTrue(digest.find(), pushed);
    run("cosign", "sign", "--yes", "--key", "cosign.key", "--tlog-upload=false", "--allow-http-registry",
        name.replaceFirst(":[^:]*$", "@" + digest.group(1)));
  }

  private String run(String... command) throws Exception {
    Program.Result result = Program.of(command[0]).and(List.of(command).subList(1, command.length)).in(folder)
        .with("COSIGN_PASSWORD", "").run();
    assertEquals(0, result.exitCode(), () -> String.join(" ", command) + ": " + result.out() + result.err());
    return result.out();
  }
}
