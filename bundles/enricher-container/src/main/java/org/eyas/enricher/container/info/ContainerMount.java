package org.eyas.enricher.container.info;

/**
 * One mount of a container.
 *
 * @param source the path on the host
 * @param destination the path in the container
 * @param mode options in the runtime's spelling, often empty
 * @param propagation private, rslave, rshared; empty for volumes of docker
 */
public record ContainerMount(String source, String destination, String mode, boolean writable, String propagation) {}
