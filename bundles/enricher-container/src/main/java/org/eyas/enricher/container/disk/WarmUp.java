package org.eyas.enricher.container.disk;

import java.io.IOException;
import java.nio.file.Path;
import org.eyas.enricher.container.info.Facts;
import org.eyas.enricher.container.json.Json;

/**
 * Runs the code of the first look-up, so that the JVM has loaded it. Otherwise, the first container of a machine would
 * be found some 100 ms later than the others, after its first program has begun.
 */
final class WarmUp {
  private static final String ID = "0".repeat(64);
  private static final String SPEC =
      """
      {"annotations":{"io.kubernetes.cri.container-type":"container","io.kubernetes.cri.image-name":"a/b:1"},
       "process":{"capabilities":{"bounding":["CAP_KILL"]}},"linux":{"namespaces":[{"type":"pid"}]},
       "mounts":[{"destination":"/a","type":"bind","source":"/b","options":["rbind","ro","rprivate"]}]}""";
  private static final String CONFIG =
      """
      {"Name":"/a","Driver":"overlay2","Image":"sha256:1","Config":{"Image":"a/b:1","Labels":{"a":"b"}},
       "State":{"Running":true},"MountPoints":{"/a":{"Source":"/b","Destination":"/a","RW":true}}}""";

  private WarmUp() {}

  static void run() throws IOException {
    Facts facts = new Facts();
    Bundle.of(Json.parse(SPEC), ID).addTo(facts);
    new DockerFiles(TrustedFiles.ofRoot(Path.of("/")), Facts.LABEL_LENGTH).facts(ID, Json.parse(CONFIG), Json.NONE);
    facts.settled();
  }
}
