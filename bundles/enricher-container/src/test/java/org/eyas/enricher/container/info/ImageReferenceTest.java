package org.eyas.enricher.container.info;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageReferenceTest {
  @ParameterizedTest
  @CsvSource({
      "nginx, nginx, '', ''",
      "nginx:1.2, nginx, 1.2, ''",
      "localhost:15000/acme/bb:1.0, localhost:15000/acme/bb, 1.0, ''",
      "localhost:15000/acme/bb, localhost:15000/acme/bb, '', ''",
      "acme/bb@sha256:12ab, acme/bb, '', sha256:12ab",
      "acme/bb:1@sha256:12ab, acme/bb, 1, sha256:12ab",
      "'', '', '', ''"
  })
  void aReferenceIsSplit(String reference, String repository, String tag, String digest) {
    assertEquals(new ImageReference(reference, repository, tag, digest), ImageReference.of(reference));
  }

  @Test
  void withoutTagAndDigestItIsTheLatest() {
    assertEquals("latest", ImageReference.of("nginx").orLatest().tag());
    assertEquals("", ImageReference.of("nginx@sha256:1").orLatest().tag());
    assertEquals("1", ImageReference.of("nginx:1").orLatest().tag());
  }
}
