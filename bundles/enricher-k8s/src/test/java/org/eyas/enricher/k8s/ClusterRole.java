package org.eyas.enricher.k8s;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eyas.testkit.kube.FakeApiServer;

/** The rights that docs/how-to/kubernetes.md says to grant. */
final class ClusterRole {
  private static final Path DOCUMENT = Path.of("../../docs/how-to/kubernetes.md");
  private static final Pattern ROLE = Pattern.compile("```yaml\n[^`]*kind: ClusterRole\n[^`]*```");
  private static final Pattern RULE = Pattern.compile("resources: \\[([a-z, ]+)]\\s+verbs: \\[([a-z, ]+)]");

  private ClusterRole() {}

  /** Grants these rights, and no others. */
  static FakeApiServer grant(FakeApiServer server) throws IOException {
    Matcher role = ROLE.matcher(Files.readString(DOCUMENT));
    if (!role.find()) {
      throw new IOException("there is no ClusterRole in " + DOCUMENT);
    }
    Matcher rule = RULE.matcher(role.group());
    while (rule.find()) {
      for (String resource : rule.group(1).split(", ")) {
        for (String verb : rule.group(2).split(", ")) {
          server.allow(verb, resource);
        }
      }
    }
    return server;
  }
}
