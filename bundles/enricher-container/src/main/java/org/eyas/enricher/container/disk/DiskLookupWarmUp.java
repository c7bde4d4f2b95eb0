package org.eyas.enricher.container.disk;

import java.io.IOException;
import java.nio.file.Path;
import org.eyas.enricher.container.info.ContainerFacts;
import org.eyas.enricher.container.json.LenientJson;

/**
 * Runs the code of the first look-up, so that the JVM has loaded it. Otherwise, the first container of a machine would
 * be found some 100 ms later than the others, after its first program has begun.
 */
final class DiskLookupWarmUp {
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

  private DiskLookupWarmUp() {}

  static void run() throws IOException {
    ContainerFacts facts = new ContainerFacts();
    OciBundle.of(LenientJson.parse(SPEC), ID).addTo(facts);
    new DockerFiles(TrustedFiles.ofRoot(Path.of("/")), ContainerFacts.LABEL_LENGTH).facts(ID, LenientJson.parse(CONFIG),
        LenientJson.NONE);
    facts.settled();
  }
}
