package org.eyas.engine.guard;

/**
 * The bundle and service whose code is called.
 *
 * @param bundle the symbolic name of the bundle
 * @param service the contract and the class of the service, and for a field its name: "Enricher org.acme.SlowEnricher"
 */
public record ServiceOrigin(String bundle, String service) {
  /** The origin of one field of the same service. */
  ServiceOrigin field(String name) {
    return new ServiceOrigin(bundle, service + " field " + name);
  }

  @Override
  public String toString() {
    return service + " of bundle " + bundle;
  }
}
