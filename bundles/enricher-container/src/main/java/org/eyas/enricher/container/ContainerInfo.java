package org.eyas.enricher.container;

import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.process.AttachmentKey;

/**
 * What is known about the container of a process, or that it runs on the host.
 *
 * @param id "host", or the first 12 characters of the container's id
 * @param fullId the whole id
 * @param name the container's name; ABSENT until the runtime is asked
 * @param imageRepository ABSENT until the runtime is asked; empty on the host
 * @param imageTag likewise
 */
record ContainerInfo(Bytes id, Bytes fullId, Bytes name, Bytes imageRepository, Bytes imageTag) {
  static final AttachmentKey<ContainerInfo> KEY = new AttachmentKey<>("container", ContainerInfo.class);

  private static final Text HOST_NAME = Text.of("host");

  /** The value for processes outside of containers. */
  static final ContainerInfo HOST =
      new ContainerInfo(HOST_NAME, Bytes.ABSENT, HOST_NAME, Bytes.EMPTY, Bytes.EMPTY);

  /** A container of which only the id is known. */
  static ContainerInfo ofId(String id) {
    return new ContainerInfo(Text.of(id), Bytes.ABSENT, Bytes.ABSENT, Bytes.ABSENT, Bytes.ABSENT);
  }
}
